<?xml version="1.0" encoding="UTF-8"?>
<!-- The bulletin's last part, 下一步工作要求: what is asked of the units, each thing only where there is reason to. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                xmlns="urn:tongbao:document" exclude-result-prefixes="r">

  <!-- what isn't green, by what can be done about it -->
  <xsl:variable name="floors-behind" select="$figures[not(@ceiling)][@light = 'red' or @light = 'yellow']"/>
  <xsl:variable name="ceilings-behind" select="$figures[@ceiling][@light = 'red' or @light = 'yellow']"/>

  <xsl:variable name="by-date">
    <xsl:if test="$report/r:issuance/@reply-by">
      <xsl:call-template name="date"><xsl:with-param name="iso" select="$report/r:issuance/@reply-by"/></xsl:call-template>
      <xsl:text>前</xsl:text>
    </xsl:if>
  </xsl:variable>

  <xsl:template name="next-steps">
    <xsl:variable name="behind" select="boolean($floors-behind or $ceilings-behind)"/>
    <xsl:call-template name="heading">
      <xsl:with-param name="number" select="3 + boolean($problems)"/>
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
    <xsl:choose>
      <xsl:when test="$result">
        <xsl:call-template name="step">
          <xsl:with-param name="number" select="1 + $behind"/>
          <xsl:with-param name="title">巩固已有工作成果。</xsl:with-param>
          <xsl:with-param name="text">对已完成的目标，牵头单位要总结有效做法，健全长效机制，防止成果反弹。需要跨年度推进的工作，要与下一年度任务统筹安排、有序衔接。</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="step">
          <xsl:with-param name="number" select="1 + $behind"/>
          <xsl:with-param name="title">如期完成年度目标。</xsl:with-param>
          <xsl:with-param name="text">各牵头单位要对照年度目标细化后续工作安排，逐项抓好落实；已达到目标要求的，要巩固成果、防止回落。</xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$with-table">
      <xsl:call-template name="step">
        <xsl:with-param name="number" select="2 + $behind"/>
        <xsl:with-param name="title">按时准确报送数据。</xsl:with-param>
        <xsl:with-param name="text"><xsl:call-template name="step-data"/></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="step">
      <xsl:with-param name="number" select="2 + $behind + $with-table"/>
      <xsl:with-param name="title">切实加强协作配合。</xsl:with-param>
      <xsl:with-param name="text">
        <xsl:text>牵头单位要主动做好统筹协调，配合单位要按照职责分工积极支持。重要情况和需要协调解决的问题，请及时报送</xsl:text>
        <xsl:value-of select="concat($office, '。')"/>
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
      <xsl:when test="$result">未完成目标的牵头单位要会同配合单位认真分析原因，提出后续措施和完成时限</xsl:when>
      <xsl:otherwise>
        <xsl:if test="$floors-behind[@light = 'red']">红灯目标的牵头单位要会同配合单位逐项查明原因，明确改进措施和完成时限</xsl:if>
        <xsl:if test="$floors-behind[@light = 'red'] and $floors-behind[@light = 'yellow']">；</xsl:if>
        <xsl:if test="$floors-behind[@light = 'yellow']">黄灯目标的牵头单位要加大工作力度，尽快赶上时序进度</xsl:if>
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

  <xsl:template name="step-data">
    <xsl:if test="$total/@missing &gt; 0">
      <xsl:value-of select="concat('尚未报送数据的', $total/@missing, '个目标，请牵头单位')"/>
      <xsl:if test="$figures[@state = 'missing']/../r:lead[2]">（共同牵头的，由列首位的单位）</xsl:if>
      <xsl:value-of select="concat(substring('于', 1, boolean(string($by-date))), $by-date, '补报。')"/>
    </xsl:if>
    <xsl:text>各单位要按照统计口径如实报送，对数据质量负责；暂无数据的，要说明原因和预计报送时间。</xsl:text>
  </xsl:template>
</xsl:stylesheet>
