<?xml version="1.0" encoding="UTF-8"?>
<!--
  The bulletin's first part, 总体进展: how much the plan asks, how its targets stand and by which rule, and what the quarter
  brought. What is so of all of them is said of all, and of a single one as one speaks of one.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                xmlns="urn:tongbao:document" exclude-result-prefixes="r">

  <xsl:template name="overall">
    <xsl:call-template name="heading">
      <xsl:with-param name="number" select="1"/><xsl:with-param name="text" select="concat('总体', $progress)"/>
    </xsl:call-template>
    <p><xsl:call-template name="extent"/></p>
    <xsl:if test="$with-table">
      <p><xsl:call-template name="lights"/></p>
      <xsl:variable name="groups" select="($parts[$as-equals] | $parts[not($as-equals)]/r:area | $parts[not($as-equals)]/r:task)
                                          [r:tally/@total &gt; 0]"/>
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
    <xsl:value-of select="concat('截至', $asof, '，')"/>
    <xsl:if test="$total/@total &gt; 1"><xsl:value-of select="concat($total/@total, '个目标')"/></xsl:if>
    <xsl:if test="$total/@total = 1">该目标</xsl:if>
    <xsl:variable name="short-of" select="$total/@yellow + $total/@red"/>
    <xsl:choose>
      <xsl:when test="$total/@green = $total/@total">
        <xsl:value-of select="concat($all, substring('为绿灯已完成', 1 + 3 * $result, 3))"/>
      </xsl:when>
      <xsl:when test="$total/@missing = $total/@total"><xsl:value-of select="concat($all, '未报送数据')"/></xsl:when>
      <xsl:when test="$total/@na = $total/@total"><xsl:value-of select="concat($all, '暂无数据')"/></xsl:when>
      <xsl:when test="$result">
        <xsl:if test="$short-of = $total/@total"><xsl:value-of select="concat($all, '未完成')"/></xsl:if>
        <xsl:if test="$short-of != $total/@total">
          <xsl:variable name="kinds">
            <xsl:if test="$total/@green &gt; 0"><xsl:value-of select="concat('，已完成', $total/@green, '个')"/></xsl:if>
            <xsl:if test="$short-of &gt; 0"><xsl:value-of select="concat('，未完成', $short-of, '个')"/></xsl:if>
            <xsl:if test="$total/@missing &gt; 0"><xsl:value-of select="concat('，未报送', $total/@missing, '个')"/></xsl:if>
            <xsl:if test="$total/@na &gt; 0"><xsl:value-of select="concat('，暂无数据', $total/@na, '个')"/></xsl:if>
          </xsl:variable>
          <xsl:value-of select="concat('中', $kinds)"/>
        </xsl:if>
        <xsl:if test="$total/@yellow &gt; 0 and $total/@red &gt; 0">
          <xsl:value-of select="concat('；未完成的目标中，黄灯', $total/@yellow, '个、红灯', $total/@red, '个')"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$total/@yellow = $total/@total"><xsl:value-of select="concat($all, '为黄灯')"/></xsl:when>
      <xsl:when test="$total/@red = $total/@total"><xsl:value-of select="concat($all, '为红灯')"/></xsl:when>
      <xsl:otherwise><xsl:text>中，</xsl:text><xsl:apply-templates select="$total" mode="lights"/></xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat('。评价以', $yardstick, '为准')"/>
    <!-- of what was due anew each quarter only the last is in the count of the year -->
    <xsl:variable name="quarterly" select="$figures[$result and @period = 'quarter']"/>
    <xsl:if test="$quarterly">
      <xsl:text>（</xsl:text>
      <xsl:if test="count($quarterly) &lt; count($figures)">按季完成的目标</xsl:if>
      <xsl:text>只计四季度）</xsl:text>
    </xsl:if>
    <xsl:text>：</xsl:text>
    <xsl:call-template name="light-rules"/>
    <xsl:text>。</xsl:text>
    <xsl:variable name="about">
      <xsl:call-template name="about-rule"><xsl:with-param name="figures" select="$figures"/></xsl:call-template>
    </xsl:variable>
    <xsl:if test="$about != ''"><xsl:value-of select="concat($about, '。')"/></xsl:if>
  </xsl:template>
  <!-- said of more than one -->
  <xsl:variable name="all" select="substring('均', 1, $total/@total &gt; 1)"/>

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
      <!-- the same colours, by another rule -->
      <xsl:if test="$result">（此前评价进度，本期评价完成结果）</xsl:if>
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
                               or r:earlier[last()][@value and not(@share)]]">
          <xsl:text>，</xsl:text>
          <xsl:if test="$before/r:tally/@mean">其中</xsl:if>
          <xsl:if test="not($before/r:tally/@mean)">已报送但</xsl:if>
          <xsl:value-of select="concat($no-progress, '的按0计算')"/>
        </xsl:if>
      </xsl:variable>
      <xsl:call-template name="mean-share"><xsl:with-param name="told" select="$before/r:tally/@mean"/></xsl:call-template>
      <xsl:if test="$basis != ''"><xsl:value-of select="concat('（', substring($basis, 2), '）')"/></xsl:if>
      <xsl:text>。</xsl:text>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$result or not($total/@reached &gt; 0)"/>
      <xsl:when test="$total/@total = 1">该目标已达到目标要求。</xsl:when>
      <xsl:when test="$total/@reported = 1">已报送的目标已达到目标要求。</xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(substring('已报送的', 1, 4 * ($total/@grey &gt; 0)), $total/@reported, '个目标')"/>
        <xsl:if test="$total/@reached = $total/@reported">均</xsl:if>
        <xsl:if test="$total/@reached &lt; $total/@reported"><xsl:value-of select="concat('中，', $total/@reached, '个')"/></xsl:if>
        <xsl:text>已达到目标要求。</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
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
      <xsl:variable name="turned" select="key('standing', $to)[r:earlier[last()][@light = $from or @state = $from]]"/>
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
</xsl:stylesheet>
