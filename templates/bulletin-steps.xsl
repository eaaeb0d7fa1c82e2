<?xml version="1.0" encoding="UTF-8"?>
<!-- The bulletin's last part, 下一步工作要求: what is asked of the units, each thing only where there is reason to. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                xmlns="urn:tongbao:document" exclude-result-prefixes="r">

  <!-- what isn't green, by what can be done about it -->
  <xsl:variable name="floors-behind" select="$problems[@light != 'grey'][not(@ceiling)]"/>
  <xsl:variable name="ceilings-behind" select="$problems[@light != 'grey'][@ceiling]"/>

  <!-- whether there are units that support others, named or 等, and units that lead together -->
  <xsl:variable name="with-support" select="boolean($plan//r:task[r:support or @others = 'true'])"/>
  <xsl:variable name="with-joint-lead" select="boolean($plan//r:task/r:lead[2])"/>
  <xsl:variable name="with-supporters" select="substring('会同配合单位', 1, 6 * $with-support)"/>

  <xsl:variable name="by-date">
    <xsl:if test="$report/r:issuance/@reply-by">
      <xsl:call-template name="date"><xsl:with-param name="iso" select="$report/r:issuance/@reply-by"/></xsl:call-template>
      <xsl:text>前</xsl:text>
    </xsl:if>
  </xsl:variable>

  <xsl:template name="next-steps">
    <xsl:variable name="behind" select="boolean($floors-behind or $ceilings-behind)"/>
    <xsl:call-template name="heading">
      <xsl:with-param name="number" select="3 + $with-problems"/>
      <xsl:with-param name="text" select="'下一步工作要求'"/>
    </xsl:call-template>
    <xsl:if test="$behind">
      <xsl:call-template name="step">
        <xsl:with-param name="number" select="1"/>
        <xsl:with-param name="title">
          <xsl:choose>
            <xsl:when test="not($floors-behind)">严格落实控制目标。</xsl:when>
            <xsl:when test="$result">做好未完成目标后续工作。</xsl:when>
            <xsl:otherwise>着力补齐进度短板。</xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
        <xsl:with-param name="text"><xsl:call-template name="step-behind"/></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="step">
      <xsl:with-param name="number" select="1 + $behind"/>
      <xsl:with-param name="title"><xsl:call-template name="year-title"/></xsl:with-param>
      <xsl:with-param name="text"><xsl:call-template name="step-year"/></xsl:with-param>
    </xsl:call-template>
    <xsl:variable name="reports" select="boolean($with-table or $silent)"/>
    <xsl:if test="$reports">
      <xsl:call-template name="step">
        <xsl:with-param name="number" select="2 + $behind"/>
        <xsl:with-param name="title">
          <xsl:if test="$with-table">按时准确报送数据。</xsl:if>
          <xsl:if test="not($with-table)"><xsl:value-of select="concat('按时报送', $standing, '。')"/></xsl:if>
        </xsl:with-param>
        <xsl:with-param name="text"><xsl:call-template name="step-data"/></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="step">
      <xsl:with-param name="number" select="2 + $behind + $reports"/>
      <xsl:with-param name="title">
        <xsl:if test="$with-support or $with-joint-lead">切实加强协作配合。</xsl:if>
        <xsl:if test="not($with-support or $with-joint-lead)">及时报告重要情况。</xsl:if>
      </xsl:with-param>
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="$with-support">牵头单位要主动做好统筹协调，配合单位要按照职责分工积极支持。</xsl:when>
          <xsl:when test="$with-joint-lead">共同牵头的单位要加强沟通协调，合力推进任务落实。</xsl:when>
          <xsl:otherwise>工作推进中的</xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="concat('重要情况和需要协调解决的问题，请', substring('及时随时', 1 + 2 * not($with-support or $with-joint-lead), 2),
                                     '报送', $office, '。')"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="step">
    <xsl:param name="number"/>
    <xsl:param name="title"/>
    <xsl:param name="text"/>
    <p>
      <xsl:call-template name="heading">
        <xsl:with-param name="level" select="2"/>
        <xsl:with-param name="number" select="$number"/>
        <xsl:with-param name="text" select="$title"/>
      </xsl:call-template>
      <xsl:value-of select="$text"/>
    </p>
  </xsl:template>

  <xsl:template name="step-behind">
    <xsl:choose>
      <xsl:when test="not($floors-behind)"/>
      <xsl:when test="$result">
        <xsl:value-of select="concat('未完成目标的牵头单位要', $with-supporters, '认真分析原因，提出后续措施和完成时限')"/>
      </xsl:when>
      <xsl:otherwise>
        <!-- a ceiling of the same light can't catch up -->
        <xsl:if test="$floors-behind[@light = 'red']">
          <xsl:if test="$ceilings-behind[@light = 'red']">进度落后的</xsl:if>
          <xsl:value-of select="concat('红灯目标的牵头单位要', $with-supporters, '逐项查明原因，明确改进措施和完成时限')"/>
        </xsl:if>
        <xsl:if test="$floors-behind[@light = 'red'] and $floors-behind[@light = 'yellow']">；</xsl:if>
        <xsl:if test="$floors-behind[@light = 'yellow']">
          <xsl:if test="$ceilings-behind[@light = 'yellow']">进度落后的</xsl:if>
          <xsl:variable name="slow" select="$floors-behind[@light = 'yellow']"/>
          <xsl:variable name="paced" select="$slow[@measure = 'count' and @period = 'year']"/>
          <xsl:text>黄灯目标的牵头单位要加大工作力度，尽快</xsl:text>
          <xsl:if test="$paced">赶上时序进度</xsl:if>
          <xsl:if test="$paced and count($paced) &lt; count($slow)">、</xsl:if>
          <xsl:if test="count($paced) &lt; count($slow)">达到目标要求</xsl:if>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$ceilings-behind">
      <xsl:if test="$floors-behind">；</xsl:if>
      <xsl:call-template name="restrain">
        <xsl:with-param name="ceilings" select="$ceilings-behind"/>
        <xsl:with-param name="ask" select="concat(substring('牵头单位', 1, 4 * not($floors-behind)), '要')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:value-of select="concat('。有关情况请', substring('于', 1, boolean(string($by-date))), $by-date, '报送', $office, '。')"/>
  </xsl:template>

  <!-- ==== the year as a whole ==== -->

  <!-- what there is to look after: floors or nothing but ceilings, due by the quarter or by the year -->
  <xsl:variable name="only-ceilings" select="$with-table and count($ceilings) = count($figures)"/>
  <xsl:variable name="only-quarterly" select="$with-table and not($figures[not(@period = 'quarter')])"/>

  <xsl:variable name="told" select="not($with-table) and $plan//r:words"/>
  <xsl:variable name="all-reached" select="$with-table and $total/@reached = $total/@total and not($only-quarterly)"/>

  <xsl:template name="year-title">
    <xsl:choose>
      <xsl:when test="$result and ($total/@green &gt; 0 or $told) or $all-reached">巩固已有工作成果。</xsl:when>
      <xsl:when test="$result">做好年度工作衔接。</xsl:when>
      <xsl:when test="$only-ceilings">持续抓好控制类目标。</xsl:when>
      <xsl:when test="$only-quarterly">按季完成目标任务。</xsl:when>
      <xsl:when test="$with-table">如期完成年度目标。</xsl:when>
      <xsl:otherwise>如期完成年度任务。</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="step-year">
    <xsl:choose>
      <xsl:when test="$result">
        <xsl:if test="$total/@green &gt; 0">对已完成的目标，牵头单位要总结有效做法，健全长效机制，防止问题反弹。</xsl:if>
        <xsl:if test="$told">牵头单位要总结有效做法，健全长效机制。</xsl:if>
        <xsl:text>需要跨年度推进的工作，要与下一年度任务统筹安排、有序衔接。</xsl:text>
      </xsl:when>
      <xsl:when test="$only-ceilings">
        <xsl:text>各牵头单位要对照控制目标加强监测、逐项抓好落实</xsl:text>
        <xsl:if test="$total/@green &gt; 0">；目前在控制目标以内的，要巩固成果、防止反弹</xsl:if>
        <xsl:text>。</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>各牵头单位要</xsl:text>
        <xsl:if test="not($all-reached)">对照</xsl:if>
        <xsl:choose>
          <xsl:when test="$all-reached"/>
          <xsl:when test="$only-quarterly">每季目标</xsl:when>
          <xsl:when test="$with-table">年度目标</xsl:when>
          <xsl:otherwise>任务分工</xsl:otherwise>
        </xsl:choose>
        <xsl:text>细化后续工作安排，逐项抓好落实</xsl:text>
        <xsl:if test="$all-reached">，巩固和扩大已有成果</xsl:if>
        <xsl:if test="$total/@reached &gt; 0 and not($all-reached)">；已达到目标要求的，要巩固和扩大已有成果</xsl:if>
        <xsl:text>。</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== reports ==== -->

  <xsl:template name="step-data">
    <xsl:variable name="missing" select="$problems[@state = 'missing']"/>
    <xsl:if test="$missing or $silent">
      <xsl:if test="$missing"><xsl:value-of select="concat('尚未报送数据的', count($missing), '个目标')"/></xsl:if>
      <xsl:if test="$missing and $silent">和</xsl:if>
      <xsl:if test="$silent"><xsl:value-of select="concat('尚未报送', $standing, '的', count($silent), '项任务')"/></xsl:if>
      <xsl:text>，请牵头单位</xsl:text>
      <xsl:if test="$missing/../r:lead[2] or $silent/r:lead[2]">（共同牵头的，由列首位的单位）</xsl:if>
      <xsl:value-of select="concat(substring('于', 1, boolean(string($by-date))), $by-date, '补报。')"/>
    </xsl:if>
    <xsl:text>各单位要</xsl:text>
    <xsl:if test="$with-table">按照统计口径如实报送，对数据质量负责</xsl:if>
    <xsl:if test="not($with-table)">如实报送工作进展、存在问题和下一步安排</xsl:if>
    <xsl:if test="$total/@na &gt; 0">；暂无数据的，要说明原因和预计报送时间</xsl:if>
    <xsl:text>。</xsl:text>
  </xsl:template>
</xsl:stylesheet>
