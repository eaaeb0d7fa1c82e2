<?xml version="1.0" encoding="UTF-8"?>
<!--
  通报: the quarter's bulletin to all addressees. Its four parts are 总体进展, 重点任务进展 in the order of the plan,
  存在的主要问题 by lead unit (left out when there are none) and 下一步工作要求; two attachments hold all figures and the
  ranking of the lead units.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                xmlns="urn:tongbao:document" exclude-result-prefixes="r">
  <xsl:include href="document.xsl"/>
  <xsl:include href="bulletin-steps.xsl"/>
  <xsl:include href="bulletin-attachments.xsl"/>

  <!-- the unit that answers first for a task -->
  <xsl:key name="first-lead" match="r:task" use="r:lead[1]/@unit"/>
  <xsl:key name="lead" match="r:task" use="r:lead/@unit"/>

  <xsl:variable name="issue" select="$report/r:issuance/r:bulletin"/>
  <xsl:variable name="total" select="$report/r:total/r:tally"/>
  <xsl:variable name="figures" select="$plan//r:figure"/>
  <!-- parts that hold tasks; the first of them is what the plan is about, the others support it -->
  <xsl:variable name="parts" select="$plan/r:part[.//r:task]"/>
  <xsl:variable name="title" select="concat('关于', $full-title, $year-period, '重点任务', $way, '情况的通报')"/>
  <xsl:variable name="problems" select="$figures[@light = 'red' or @light = 'yellow' or @state = 'missing']"/>
  <!-- the latest earlier quarter of the year that there are figures of; changes are told against it -->
  <xsl:variable name="before" select="$report/r:trend/r:quarter[last() - 1]"/>
  <!-- 二季度末 -->
  <xsl:variable name="before-end">
    <xsl:if test="$before"><xsl:value-of select="concat(substring('一二三四', $before/@number, 1), '季度末')"/></xsl:if>
  </xsl:variable>
  <!-- how others call the issuer: by its name in the list of units, if it stands there -->
  <xsl:variable name="office">
    <xsl:choose>
      <xsl:when test="$report/r:units/r:unit/@self = 'true'">
        <xsl:value-of select="$report/r:units/r:unit[@self = 'true']/@name"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$issuer"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <!-- 附件1 needs targets, 附件2 offices to compare -->
  <xsl:variable name="with-table" select="$total/@total &gt; 0"/>
  <xsl:variable name="with-ranking" select="boolean($report/r:ranking/r:rank[@rank][2])"/>

  <xsl:template match="/">
    <document format="file">
      <xsl:call-template name="document-attributes"/>
      <xsl:call-template name="meta">
        <xsl:with-param name="title" select="$title"/><xsl:with-param name="kind" select="'通报'"/>
      </xsl:call-template>
      <xsl:call-template name="head">
        <xsl:with-param name="of" select="$issue"/>
        <xsl:with-param name="number" select="$issue/@number"/>
        <xsl:with-param name="mark">
          <xsl:value-of select="$issue/@mark"/>
          <xsl:if test="not($issue/@mark)"><xsl:value-of select="concat($issuer, '文件')"/></xsl:if>
        </xsl:with-param>
      </xsl:call-template>
      <title><xsl:value-of select="$title"/></title>
      <xsl:if test="$issue/r:to">
        <to imprint-label="主送：">
          <xsl:call-template name="join">
            <xsl:with-param name="of" select="$issue/r:to"/><xsl:with-param name="end" select="'：'"/>
          </xsl:call-template>
        </to>
      </xsl:if>
      <p>
        <xsl:call-template name="cite-plan"/>
        <xsl:text>明确了年度重点任务和责任分工。根据各单位报送的数据和情况，现将</xsl:text>
        <xsl:value-of select="concat($year-period, '（截至', $asof, '）重点任务', $way, '情况通报如下。')"/>
        <xsl:call-template name="correction"><xsl:with-param name="kind" select="'通报'"/></xsl:call-template>
      </p>
      <xsl:call-template name="overall"/>
      <xsl:call-template name="by-task"/>
      <xsl:if test="$problems"><xsl:call-template name="problems"/></xsl:if>
      <xsl:call-template name="next-steps"/>
      <xsl:call-template name="attachment-note"/>
      <xsl:call-template name="signature"/>
      <xsl:if test="$issue/@note"><note><xsl:value-of select="concat('（', $issue/@note, '）')"/></note></xsl:if>
      <xsl:call-template name="attachments"/>
      <imprint even="{$imprint-even}">
        <xsl:call-template name="copies"><xsl:with-param name="to" select="$issue/r:cc"/></xsl:call-template>
        <issued by="{$report/r:issuance/r:imprint/@office}">
          <xsl:attribute name="date">
            <xsl:call-template name="date">
              <xsl:with-param name="iso" select="$report/r:issuance/r:imprint/@date"/>
            </xsl:call-template>
            <xsl:text>印发</xsl:text>
          </xsl:attribute>
        </issued>
      </imprint>
    </document>
  </xsl:template>

  <!-- ==== 一、总体进展 ==== -->

  <xsl:template name="overall">
    <xsl:call-template name="heading">
      <xsl:with-param name="number" select="1"/><xsl:with-param name="text" select="concat('总体', $progress)"/>
    </xsl:call-template>
    <p><xsl:call-template name="extent"/></p>
    <xsl:if test="$with-table">
      <p><xsl:call-template name="lights"/></p>
      <xsl:variable name="groups" select="($parts/r:area | $parts/r:task)[r:tally/@total &gt; 0]"/>
      <xsl:if test="$groups[2]">
        <xsl:call-template name="lights-chart"><xsl:with-param name="of" select="$groups"/></xsl:call-template>
      </xsl:if>
      <xsl:if test="$report/r:trend/r:quarter[2] or $total/@mean or not($result) and $total/@reached &gt; 0">
        <p><xsl:call-template name="movement"/></p>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- how much the plan asks, and of how many -->
  <xsl:template name="extent">
    <xsl:value-of select="concat($short, '共列任务', count($plan//r:task), '项')"/>
    <xsl:if test="count($parts) &gt; 1">
      <xsl:text>，其中</xsl:text>
      <xsl:for-each select="$parts">
        <xsl:if test="position() &gt; 1">、</xsl:if>
        <xsl:value-of select="concat(@title, count(.//r:task), '项')"/>
      </xsl:for-each>
      <xsl:text>；</xsl:text>
    </xsl:if>
    <xsl:if test="count($parts) &lt; 2">，</xsl:if>
    <xsl:if test="$with-table"><xsl:value-of select="concat('设量化目标', $total/@total, '个，')"/></xsl:if>
    <xsl:value-of select="concat('涉及责任单位', count($report/r:units/r:unit[@lead-tasks &gt; 0 or @support-tasks &gt; 0]), '个。')"/>
  </xsl:template>

  <!-- how the targets stand, and by which rule -->
  <xsl:template name="lights">
    <xsl:value-of select="concat('截至', $asof, '，', $total/@total, '个目标')"/>
    <xsl:choose>
      <xsl:when test="$total/@green = $total/@total">
        <xsl:if test="$total/@total &gt; 1">均</xsl:if>
        <xsl:value-of select="concat(substring('为绿灯已完成', 1 + 3 * $result, 3), '。')"/>
      </xsl:when>
      <xsl:when test="$result">
        <xsl:value-of select="concat('中，已完成', $total/@green, '个')"/>
        <xsl:variable name="short-of" select="$total/@yellow + $total/@red"/>
        <xsl:if test="$short-of &gt; 0"><xsl:value-of select="concat('，未完成', $short-of, '个')"/></xsl:if>
        <xsl:if test="$total/@missing &gt; 0"><xsl:value-of select="concat('，未报送', $total/@missing, '个')"/></xsl:if>
        <xsl:if test="$total/@na &gt; 0"><xsl:value-of select="concat('，暂无数据', $total/@na, '个')"/></xsl:if>
        <xsl:if test="$total/@yellow &gt; 0 and $total/@red &gt; 0">
          <xsl:value-of select="concat('；未完成的目标中，黄灯', $total/@yellow, '个、红灯', $total/@red, '个')"/>
        </xsl:if>
        <xsl:text>。</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>中，</xsl:text><xsl:apply-templates select="$total" mode="lights"/><xsl:text>。</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat('评价以', substring('时序进度年度目标', 1 + 4 * $result, 4), '为准：')"/>
    <xsl:call-template name="light-rules">
      <xsl:with-param name="figures" select="$figures"/>
    </xsl:call-template>
    <xsl:text>。</xsl:text>
    <xsl:variable name="about">
      <xsl:call-template name="about-rule"><xsl:with-param name="figures" select="$figures"/></xsl:call-template>
    </xsl:variable>
    <xsl:if test="$about != ''"><xsl:value-of select="concat($about, '。')"/></xsl:if>
  </xsl:template>

  <!-- what the quarter brought, against the latest earlier one -->
  <xsl:template name="movement">
    <xsl:if test="$before">
      <xsl:variable name="changes">
        <xsl:call-template name="more-or-less">
          <xsl:with-param name="what" select="'绿灯'"/>
          <xsl:with-param name="by" select="$total/@green - $before/r:tally/@green"/>
        </xsl:call-template>
        <xsl:call-template name="more-or-less">
          <xsl:with-param name="what" select="'黄灯'"/>
          <xsl:with-param name="by" select="$total/@yellow - $before/r:tally/@yellow"/>
        </xsl:call-template>
        <xsl:call-template name="more-or-less">
          <xsl:with-param name="what" select="'红灯'"/>
          <xsl:with-param name="by" select="$total/@red - $before/r:tally/@red"/>
        </xsl:call-template>
        <xsl:call-template name="more-or-less">
          <xsl:with-param name="what" select="'未报送'"/>
          <xsl:with-param name="by" select="$total/@missing - $before/r:tally/@missing"/>
        </xsl:call-template>
        <xsl:call-template name="more-or-less">
          <xsl:with-param name="what" select="'暂无数据'"/>
          <xsl:with-param name="by" select="$total/@na - $before/r:tally/@na"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:value-of select="concat('与', $before-end, '相比')"/>
      <xsl:choose>
        <xsl:when test="$changes = ''">，各类目标数没有变化。</xsl:when>
        <xsl:otherwise><xsl:value-of select="concat($changes, '。')"/></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="turns"/>
    </xsl:if>
    <xsl:if test="$total/@mean">
      <!-- the targets reported are others each quarter -->
      <xsl:variable name="basis">
        <xsl:if test="$before/r:tally/@mean">
          <xsl:value-of select="concat('，', $before-end, '为', $before/r:tally/@mean, '%，均按当期已报送的目标计算')"/>
        </xsl:if>
        <xsl:if test="$figures[@measure = 'count' and not(@ceiling)][@value and not(@share)
                               or r:earlier[last()][@value and not(@share)]]">，尚未取得进展的按0计算</xsl:if>
      </xsl:variable>
      <xsl:value-of select="concat('数量类目标平均完成率', $total/@mean, '%')"/>
      <xsl:if test="$basis != ''"><xsl:value-of select="concat('（', substring($basis, 2), '）')"/></xsl:if>
      <xsl:text>。</xsl:text>
    </xsl:if>
    <xsl:if test="not($result) and $total/@reached &gt; 0">
      <xsl:value-of select="concat('已报送的', $total/@reported, '个目标中，', $total/@reached, '个已达到目标要求。')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="more-or-less">
    <xsl:param name="what"/>
    <xsl:param name="by"/>
    <xsl:choose>
      <xsl:when test="$by &gt; 0"><xsl:value-of select="concat('，', $what, '增加', $by, '个')"/></xsl:when>
      <xsl:when test="$by &lt; 0"><xsl:value-of select="concat('，', $what, '减少', -$by, '个')"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Every target whose light has changed, from what to what, so that the sums above can be followed. What turned for
       the better comes first, then what turned for the worse, then what is known now or no longer. -->
  <xsl:template name="turns">
    <xsl:param name="turns" select="'red-green yellow-green red-yellow green-yellow green-red yellow-red missing-green missing-yellow missing-red na-green na-yellow na-red green-missing yellow-missing red-missing na-missing green-na yellow-na red-na missing-na '"/>
    <xsl:variable name="turn" select="substring-before($turns, ' ')"/>
    <xsl:if test="$turn != ''">
      <xsl:variable name="from" select="substring-before($turn, '-')"/>
      <xsl:variable name="to" select="substring-after($turn, '-')"/>
      <xsl:variable name="turned" select="$figures[@light = $to or @state = $to]
                                          [r:earlier[last()][@light = $from or @state = $from]]"/>
      <xsl:if test="$turned">
        <xsl:text>由</xsl:text>
        <xsl:call-template name="standing-name"><xsl:with-param name="of" select="$from"/></xsl:call-template>
        <xsl:text>转为</xsl:text>
        <xsl:call-template name="standing-name"><xsl:with-param name="of" select="$to"/></xsl:call-template>
        <xsl:value-of select="concat('的', count($turned), '个：')"/>
        <xsl:for-each select="$turned">
          <xsl:if test="position() &gt; 1">；</xsl:if>
          <xsl:apply-templates select="." mode="name"/>
        </xsl:for-each>
        <xsl:text>。</xsl:text>
      </xsl:if>
      <xsl:call-template name="turns">
        <xsl:with-param name="turns" select="substring-after($turns, ' ')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="standing-name">
    <xsl:param name="of"/>
    <xsl:choose>
      <xsl:when test="$of = 'missing'">未报送</xsl:when>
      <xsl:when test="$of = 'na'">暂无数据</xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="light-name"><xsl:with-param name="light" select="$of"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== 二、重点任务进展 ==== -->

  <xsl:template name="by-task">
    <xsl:call-template name="heading">
      <xsl:with-param name="number" select="2"/><xsl:with-param name="text" select="concat($parts[1]/@title, $progress)"/>
    </xsl:call-template>
    <xsl:if test="$with-table">
      <p>
        <xsl:choose>
          <xsl:when test="$result">数量类目标列明完成年度目标的比例，其他目标括注目标要求；未注明差距的，均已完成。</xsl:when>
          <xsl:otherwise>数量类目标列明完成年度目标的比例，其他目标括注目标要求；未注明差距的，均达到时序进度或目标要求。</xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="concat('图中竖线为', substring('时序进度年度目标', 1 + 4 * $result, 4), '。')"/>
      </p>
    </xsl:if>
    <xsl:variable name="main" select="$parts[1]/r:area | $parts[1]/r:task"/>
    <xsl:for-each select="$main">
      <xsl:apply-templates select="." mode="progress"><xsl:with-param name="number" select="position()"/></xsl:apply-templates>
    </xsl:for-each>
    <xsl:for-each select="$parts[position() &gt; 1]">
      <xsl:call-template name="heading">
        <xsl:with-param name="level" select="2"/>
        <xsl:with-param name="number" select="count($main) + position()"/>
        <xsl:with-param name="text" select="concat(@title, '落实情况')"/>
      </xsl:call-template>
      <xsl:apply-templates select=".//r:task" mode="in-area"/>
      <xsl:call-template name="chart"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="r:area" mode="progress">
    <xsl:param name="number"/>
    <xsl:call-template name="heading">
      <xsl:with-param name="level" select="2"/>
      <xsl:with-param name="number" select="$number"/>
      <xsl:with-param name="text" select="@title"/>
    </xsl:call-template>
    <xsl:apply-templates select="r:task" mode="in-area"/>
    <xsl:call-template name="chart"/>
  </xsl:template>

  <!-- a task straight in its part has the rank of an area -->
  <xsl:template match="r:task" mode="progress">
    <xsl:param name="number"/>
    <xsl:apply-templates select="." mode="in-area">
      <xsl:with-param name="level" select="2"/><xsl:with-param name="number" select="$number"/>
    </xsl:apply-templates>
    <xsl:call-template name="chart"/>
  </xsl:template>

  <xsl:template match="r:task" mode="in-area">
    <xsl:param name="level" select="3"/>
    <xsl:param name="number" select="position()"/>
    <p id="task-{@id}">
      <xsl:call-template name="heading">
        <xsl:with-param name="level" select="$level"/>
        <xsl:with-param name="number" select="$number"/>
        <xsl:with-param name="text" select="concat(@title, '。')"/>
      </xsl:call-template>
      <xsl:for-each select="r:figure">
        <xsl:apply-templates select="." mode="stand-in-task"/>
        <xsl:if test="@light = 'yellow' or @light = 'red'">
          <xsl:text>（</xsl:text>
          <xsl:call-template name="named-lamp"/>
          <xsl:text>）</xsl:text>
        </xsl:if>
        <xsl:if test="position() != last()">；</xsl:if>
        <xsl:if test="position() = last()">。</xsl:if>
      </xsl:for-each>
      <xsl:value-of select="r:words/r:p[1]"/>
      <xsl:if test="not(r:figure or r:words)">本期未报送进展情况。</xsl:if>
    </p>
    <xsl:for-each select="r:words/r:p[position() &gt; 1]"><p><xsl:value-of select="."/></p></xsl:for-each>
  </xsl:template>

  <xsl:template name="chart">
    <xsl:if test=".//r:figure">
      <xsl:call-template name="progress-chart"><xsl:with-param name="figures" select=".//r:figure"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ==== 三、存在的主要问题 ==== -->

  <xsl:template name="problems">
    <xsl:variable name="behind" select="$total/@yellow + $total/@red"/>
    <xsl:call-template name="heading">
      <xsl:with-param name="number" select="3"/><xsl:with-param name="text" select="'存在的主要问题'"/>
    </xsl:call-template>
    <p>
      <xsl:if test="$behind &gt; 0">
        <xsl:if test="$result">未完成的目标</xsl:if>
        <xsl:if test="not($result)">差距较大的目标</xsl:if>
        <xsl:value-of select="concat($behind, '个')"/>
        <xsl:choose>
          <xsl:when test="$total/@red &gt; 0 and $total/@yellow &gt; 0">
            <xsl:value-of select="concat('，其中红灯', $total/@red, '个、黄灯', $total/@yellow, '个')"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:text>，</xsl:text>
            <xsl:if test="$behind &gt; 1">均</xsl:if>
            <xsl:text>为</xsl:text>
            <xsl:if test="$total/@red &gt; 0">红灯</xsl:if>
            <xsl:if test="$total/@yellow &gt; 0">黄灯</xsl:if>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:if>
      <xsl:if test="$behind &gt; 0 and $total/@missing &gt; 0">；</xsl:if>
      <xsl:if test="$total/@missing &gt; 0"><xsl:value-of select="concat('未报送数据的目标', $total/@missing, '个')"/></xsl:if>
      <xsl:text>。按牵头单位分列如下</xsl:text>
      <xsl:if test="$problems/../r:lead[2]">（多个单位共同牵头的，列在首位单位名下）</xsl:if>
      <xsl:text>：</xsl:text>
    </p>
    <xsl:for-each select="$report/r:units/r:unit[key('first-lead', @id)/r:figure[@light = 'red' or @light = 'yellow' or @state = 'missing']]">
      <xsl:variable name="own" select="key('first-lead', @id)/r:figure"/>
      <xsl:call-template name="heading">
        <xsl:with-param name="level" select="2"/>
        <xsl:with-param name="number" select="position()"/>
        <xsl:with-param name="text" select="@name"/>
        <xsl:with-param name="id" select="concat('unit-', @id)"/>
      </xsl:call-template>
      <xsl:apply-templates select="$own[@light = 'red']" mode="problem"/>
      <xsl:apply-templates select="$own[@light = 'yellow']" mode="problem"/>
      <xsl:if test="$own[@state = 'missing']">
        <p>
          <xsl:call-template name="lamp"><xsl:with-param name="light" select="'grey'"/></xsl:call-template>
          <xsl:text>尚未报送数据：</xsl:text>
          <xsl:for-each select="$own[@state = 'missing']">
            <xsl:if test="position() &gt; 1">；</xsl:if>
            <xsl:apply-templates select="." mode="name"/><xsl:call-template name="remark"/>
          </xsl:for-each>
          <xsl:text>。</xsl:text>
        </p>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="r:figure" mode="problem">
    <p>
      <xsl:call-template name="lamp"/>
      <!-- the share was told above; here what is wanting counts -->
      <xsl:apply-templates select="." mode="say"/>
      <xsl:if test="@measure != 'count' or @ceiling or @period = 'quarter' or not(@behind)">
        <xsl:apply-templates select="." mode="part"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="gap"/>
      <xsl:call-template name="remark"/>
      <xsl:text>。</xsl:text>
    </p>
  </xsl:template>

  <!-- what was said about it, and who else leads it -->
  <xsl:template name="remark">
    <xsl:if test="@note or ../r:lead[2]">
      <xsl:value-of select="concat('（', @note)"/>
      <xsl:if test="@note and ../r:lead[2]">；</xsl:if>
      <xsl:if test="../r:lead[2]">
        <xsl:text>与</xsl:text>
        <xsl:call-template name="unit-names"><xsl:with-param name="of" select="../r:lead[position() &gt; 1]"/></xsl:call-template>
        <xsl:text>共同牵头</xsl:text>
      </xsl:if>
      <xsl:text>）</xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
