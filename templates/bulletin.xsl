<?xml version="1.0" encoding="UTF-8"?>
<!--
  通报: the quarter's bulletin to all addressees. Its four parts are 总体进展, 重点任务进展 in the order of the plan,
  存在的主要问题 by lead unit (left out when there are none) and 下一步工作要求; two attachments hold all figures and the
  ranking of the lead units.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                xmlns="urn:tongbao:document" exclude-result-prefixes="r">
  <xsl:include href="document.xsl"/>
  <xsl:include href="whole.xsl"/>
  <xsl:include href="bulletin-overall.xsl"/>
  <xsl:include href="bulletin-steps.xsl"/>
  <xsl:include href="bulletin-attachments.xsl"/>

  <!-- the unit that answers first for a task -->
  <xsl:key name="first-lead" match="r:task" use="r:lead[1]/@unit"/>
  <xsl:key name="lead" match="r:task" use="r:lead/@unit"/>

  <xsl:variable name="issue" select="$report/r:issuance/r:bulletin"/>
  <!-- Parts that hold tasks. The first of them is what the plan is about and the others support it, if it is called so (重点任务),
       or if they are (保障措施) or have no targets; otherwise they are equals. -->
  <xsl:variable name="parts" select="$plan/r:part[.//r:task]"/>
  <xsl:variable name="equals">
    <xsl:variable name="main">
      <xsl:call-template name="without-end">
        <xsl:with-param name="text" select="string($parts[1]/@title)"/><xsl:with-param name="ends" select="'任务 重点工作 主要工作 工作重点 '"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$main = $parts[1]/@title">
      <xsl:for-each select="$parts[position() &gt; 1][.//r:figure or not($with-table)]">
        <xsl:variable name="substance">
          <xsl:call-template name="without-end">
            <xsl:with-param name="text" select="string(@title)"/>
            <xsl:with-param name="ends" select="'保障措施 组织保障 工作保障 组织实施 组织领导 工作要求 '"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:if test="$substance = @title">true</xsl:if>
      </xsl:for-each>
    </xsl:if>
  </xsl:variable>
  <xsl:variable name="as-equals" select="$equals != ''"/>
  <xsl:variable name="title">
    <xsl:text>关于</xsl:text><xsl:call-template name="subject"/><xsl:text>的通报</xsl:text>
  </xsl:variable>
  <!-- the latest earlier quarter of the year that there are figures of; changes are told against it -->
  <xsl:variable name="before" select="$report/r:trend/r:quarter[last() - 1]"/>
  <!-- 二季度末 -->
  <xsl:variable name="before-end">
    <xsl:if test="$before">
      <xsl:call-template name="quarter"><xsl:with-param name="number" select="$before/@number"/></xsl:call-template>
      <xsl:text>末</xsl:text>
    </xsl:if>
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
        <xsl:text>明确了年度重点任务和责任分工。</xsl:text>
        <xsl:call-template name="correction"><xsl:with-param name="kind" select="'通报'"/></xsl:call-template>
        <xsl:call-template name="basis"/>
      </p>
      <xsl:call-template name="overall"/>
      <xsl:call-template name="by-task"/>
      <xsl:if test="$with-problems"><xsl:call-template name="problems"/></xsl:if>
      <xsl:call-template name="next-steps"/>
      <xsl:call-template name="attachment-note"/>
      <xsl:call-template name="signature"/>
      <xsl:call-template name="remarks"/>
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

  <!-- what the bulletin rests on, and what it tells; where nothing came, that is no progress -->
  <xsl:template name="basis">
    <xsl:variable name="data" select="$total/@reported &gt; 0"/>
    <xsl:variable name="words" select="$total/@na &gt; 0 or $plan//r:words"/>
    <xsl:choose>
      <xsl:when test="$data and $words">根据各单位报送的数据和情况</xsl:when>
      <xsl:when test="$data">根据各单位报送的数据</xsl:when>
      <xsl:when test="$words">根据各单位报送的情况</xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('目前尚未收到各单位报送的', substring('数据和', 1, 3 * $with-table), '情况')"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat('，现将', $year-period, '（截至', $asof, '）重点任务')"/>
    <xsl:if test="$data or $words"><xsl:value-of select="$standing"/></xsl:if>
    <xsl:if test="not($data or $words)">有关情况</xsl:if>
    <xsl:text>通报如下。</xsl:text>
  </xsl:template>

  <!-- ==== 二、重点任务进展 ==== -->

  <xsl:template name="by-task">
    <xsl:call-template name="heading">
      <xsl:with-param name="number" select="2"/>
      <xsl:with-param name="text">
        <xsl:if test="$as-equals">重点任务</xsl:if>
        <xsl:if test="not($as-equals)"><xsl:value-of select="$parts[1]/@title"/></xsl:if>
        <xsl:value-of select="$progress"/>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:if test="$with-table">
      <p>
        <xsl:if test="$total/@reported &gt; 0"><xsl:call-template name="how-told"/></xsl:if>
        <xsl:value-of select="concat('图中竖线为应达比例（', $yardstick, '要求）。')"/>
      </p>
    </xsl:if>
    <xsl:variable name="main" select="$parts[not($as-equals)][1]/*[self::r:area or self::r:task]"/>
    <xsl:for-each select="$main">
      <xsl:apply-templates select="." mode="progress"><xsl:with-param name="number" select="position()"/></xsl:apply-templates>
    </xsl:for-each>
    <xsl:for-each select="$parts[$as-equals or position() &gt; 1]">
      <xsl:call-template name="heading">
        <xsl:with-param name="level" select="2"/>
        <xsl:with-param name="number" select="count($main) + position()"/>
        <xsl:with-param name="text" select="concat(@title, substring('落实情况', 1, 4 * not($as-equals and .//r:figure)))"/>
      </xsl:call-template>
      <xsl:apply-templates select="r:area | r:task" mode="in-part"/>
      <xsl:if test="not($as-equals and r:area)"><xsl:call-template name="chart"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- A further part, or each of several equals, has the rank of an area, and what stands in it ranks below. Of equals the areas
       have a chart each. -->
  <xsl:template match="r:area" mode="in-part">
    <xsl:call-template name="heading">
      <xsl:with-param name="level" select="3"/>
      <xsl:with-param name="number" select="@ordinal"/>
      <xsl:with-param name="text" select="@title"/>
    </xsl:call-template>
    <xsl:apply-templates select="r:task" mode="in-area"><xsl:with-param name="level" select="4"/></xsl:apply-templates>
    <xsl:if test="$as-equals"><xsl:call-template name="chart"/></xsl:if>
  </xsl:template>
  <xsl:template match="r:task" mode="in-part">
    <xsl:apply-templates select="." mode="in-area"><xsl:with-param name="number" select="@ordinal"/></xsl:apply-templates>
    <xsl:if test="$as-equals and ../r:area"><xsl:call-template name="chart"/></xsl:if>
  </xsl:template>

  <!-- how the figures below are told, and that no news of them is good news -->
  <xsl:template name="how-told">
    <xsl:variable name="floors" select="$figures[not(@ceiling)]"/>
    <xsl:variable name="counts" select="$floors[@measure = 'count']"/>
    <xsl:variable name="yearly" select="$counts[@period = 'year']"/>
    <xsl:variable name="held-to-target" select="count($yearly) &lt; count($floors)"/>
    <xsl:variable name="kinds">
      <xsl:if test="$counts">
        <xsl:text>，数量类目标列明完成</xsl:text>
        <xsl:if test="$yearly">年度</xsl:if>
        <xsl:if test="$yearly and $counts[@period = 'quarter']">或</xsl:if>
        <xsl:if test="$counts[@period = 'quarter']">当季</xsl:if>
        <xsl:text>目标的比例</xsl:text>
      </xsl:if>
      <xsl:variable name="counted-ceilings" select="$ceilings[@measure = 'count']"/>
      <xsl:if test="$counted-ceilings">
        <xsl:text>，控制类目标列明已用</xsl:text>
        <xsl:if test="$counted-ceilings[@light = 'red']">或超出</xsl:if>
        <xsl:text>控制目标的比例</xsl:text>
      </xsl:if>
      <xsl:if test="$figures[@measure != 'count']">
        <xsl:text>，</xsl:text>
        <xsl:if test="$counts or $counted-ceilings">其他</xsl:if>
        <xsl:if test="not($counts or $counted-ceilings)">各</xsl:if>
        <xsl:text>目标括注目标要求</xsl:text>
      </xsl:if>
    </xsl:variable>
    <xsl:value-of select="substring($kinds, 2)"/>
    <xsl:if test="$counts or $held-to-target">
      <xsl:value-of select="concat('；', substring('已报送且', 1, 4 * ($total/@grey &gt; 0)), '未注明差距的，均')"/>
      <xsl:choose>
        <xsl:when test="$result">已完成</xsl:when>
        <xsl:otherwise>
          <xsl:text>达到</xsl:text>
          <xsl:if test="$yearly">时序进度</xsl:if>
          <xsl:if test="$yearly and $held-to-target">或</xsl:if>
          <xsl:if test="$held-to-target">目标要求</xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:text>。</xsl:text>
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
        <xsl:with-param name="text">
          <xsl:call-template name="closed"><xsl:with-param name="text" select="@title"/></xsl:call-template>
        </xsl:with-param>
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
      <xsl:apply-templates select="r:words/r:p[1]" mode="closed"/>
      <xsl:if test="not(r:figure or r:words)"><xsl:value-of select="concat('本期未报送', $standing, '。')"/></xsl:if>
    </p>
    <xsl:for-each select="r:words/r:p[position() &gt; 1]"><p><xsl:apply-templates select="." mode="closed"/></p></xsl:for-each>
  </xsl:template>

  <xsl:template name="chart">
    <xsl:if test=".//r:figure">
      <xsl:call-template name="progress-chart"><xsl:with-param name="figures" select=".//r:figure"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ==== 三、存在的主要问题 ==== -->

  <xsl:template name="problems">
    <xsl:call-template name="heading">
      <xsl:with-param name="number" select="3"/><xsl:with-param name="text" select="'存在的主要问题'"/>
    </xsl:call-template>
    <p>
      <xsl:variable name="kinds">
        <xsl:call-template name="behind-in-all"/>
        <xsl:if test="$total/@missing &gt; 0"><xsl:value-of select="concat('；未报送数据的目标', $total/@missing, '个')"/></xsl:if>
        <xsl:if test="$silent"><xsl:value-of select="concat('；未报送', $standing, '的任务', count($silent), '项')"/></xsl:if>
      </xsl:variable>
      <xsl:value-of select="concat(substring($kinds, 2), '。按牵头单位分列如下')"/>
      <xsl:if test="$problems/../r:lead[2] or $silent/r:lead[2]">（多个单位共同牵头的，列在首位单位名下）</xsl:if>
      <xsl:text>：</xsl:text>
    </p>
    <xsl:for-each select="$report/r:units/r:unit[@id = ($problems/.. | $silent)/r:lead[1]/@unit]">
      <xsl:variable name="own" select="key('first-lead', @id)/r:figure"/>
      <xsl:call-template name="heading">
        <xsl:with-param name="level" select="2"/>
        <xsl:with-param name="number" select="position()"/>
        <xsl:with-param name="text" select="@name"/>
        <xsl:with-param name="id" select="concat('unit-', @id)"/>
      </xsl:call-template>
      <xsl:variable name="red" select="$own[@light = 'red']"/>
      <xsl:variable name="yellow" select="$own[@light = 'yellow']"/>
      <!-- a task whose last red figure its first yellow one follows -->
      <xsl:variable name="across" select="$red[last()]/parent::r:task[r:figure[@light = 'yellow']][generate-id() = generate-id($yellow[1]/..)]"/>
      <xsl:for-each select="$red | $yellow">
        <xsl:sort select="@light"/>
        <xsl:apply-templates select="." mode="problem">
          <xsl:with-param name="row" select="../r:figure[@light = current()/@light
                                                         or contains('red yellow', @light) and generate-id(..) = generate-id($across)]"/>
        </xsl:apply-templates>
      </xsl:for-each>
      <xsl:call-template name="not-reported">
        <xsl:with-param name="of" select="$own[@state = 'missing']"/><xsl:with-param name="what" select="'数据'"/>
      </xsl:call-template>
      <xsl:call-template name="not-reported">
        <xsl:with-param name="of" select="$silent[r:lead[1]/@unit = current()/@id]"/>
        <xsl:with-param name="what" select="$standing"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- how many are behind, or weren't completed -->
  <xsl:template name="behind-in-all">
    <xsl:variable name="red" select="concat('红灯', substring('目标', 1, 2 * not($result)), $total/@red, '个')"/>
    <xsl:variable name="yellow" select="concat('黄灯', substring('目标', 1, 2 * not($result)), $total/@yellow, '个')"/>
    <xsl:variable name="behind" select="$total/@red + $total/@yellow"/>
    <xsl:if test="$behind &gt; 0">
      <xsl:text>；</xsl:text>
      <xsl:if test="$result"><xsl:value-of select="concat('未完成的目标', $behind, '个，')"/></xsl:if>
      <xsl:choose>
        <xsl:when test="$total/@red &gt; 0 and $total/@yellow &gt; 0">
          <xsl:value-of select="concat(substring('其中', 1, 2 * $result), $red, '、', $yellow)"/>
        </xsl:when>
        <xsl:when test="$result">
          <xsl:value-of select="concat(substring('均', 1, $behind &gt; 1), '为', substring('红黄', 1 + ($total/@red = 0), 1), '灯')"/>
        </xsl:when>
        <xsl:when test="$total/@red &gt; 0"><xsl:value-of select="$red"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$yellow"/></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- figures, or tasks, of which a unit has told nothing -->
  <xsl:template name="not-reported">
    <xsl:param name="of"/>
    <xsl:param name="what"/>
    <xsl:if test="$of">
      <p>
        <light value="grey">○</light>
        <xsl:value-of select="concat('尚未报送', $what, '：')"/>
        <xsl:for-each select="$of">
          <xsl:if test="position() &gt; 1">；</xsl:if>
          <xsl:apply-templates select="." mode="name"/>
          <xsl:call-template name="remark">
            <xsl:with-param name="row" select=". | ../r:figure[@state = current()/@state]"/>
            <xsl:with-param name="last" select="not(self::r:figure and following-sibling::r:figure[@state = current()/@state])"/>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:text>。</xsl:text>
      </p>
    </xsl:if>
  </xsl:template>
  <xsl:template match="r:task" mode="name">
    <xsl:call-template name="unclosed"><xsl:with-param name="text" select="@title"/></xsl:call-template>
  </xsl:template>

  <!-- row: the figures of the same task that are told one after the other -->
  <xsl:template match="r:figure" mode="problem">
    <xsl:param name="row"/>
    <p>
      <xsl:call-template name="lamp"/>
      <!-- the share was told above; here what is wanting counts, and of what, where that isn't the pace -->
      <xsl:apply-templates select="." mode="say"/>
      <xsl:if test="@measure != 'count' or @ceiling or @period = 'quarter' or not(@behind) or $result">
        <xsl:apply-templates select="." mode="part"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="gap"/>
      <xsl:call-template name="remark">
        <xsl:with-param name="row" select="$row"/>
        <xsl:with-param name="last" select="not(following-sibling::r:figure[@light = current()/@light]
                                                or @light = 'red' and $row[@light = 'yellow'])"/>
      </xsl:call-template>
      <xsl:text>。</xsl:text>
    </p>
  </xsl:template>

  <!-- What was said about a figure, and who else leads it, or a task; of a row of figures of one task that is said behind the
       last. -->
  <xsl:template name="remark">
    <xsl:param name="row"/>
    <xsl:param name="last"/>
    <xsl:variable name="others" select="(self::r:task | parent::r:task)[$last]/r:lead[position() &gt; 1]"/>
    <xsl:if test="@note or $others">
      <xsl:text>（</xsl:text>
      <xsl:call-template name="unclosed"><xsl:with-param name="text" select="@note"/></xsl:call-template>
      <xsl:if test="@note and $others">；</xsl:if>
      <xsl:if test="$others">
        <xsl:if test="$row[2]"><xsl:value-of select="concat('以上', count($row), '个目标均')"/></xsl:if>
        <xsl:text>与</xsl:text>
        <xsl:call-template name="unit-names"><xsl:with-param name="of" select="$others"/></xsl:call-template>
        <xsl:text>共同牵头</xsl:text>
      </xsl:if>
      <xsl:text>）</xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
