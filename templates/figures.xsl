<?xml version="1.0" encoding="UTF-8"?>
<!--
  Figures in words. A figure is told in three steps:

    say     what it is:         创建全国重点实验室6家 · 营业收入同比增长10.4% · 工业投资增速低于全省0.4个百分点
    part    how much of it:     ，完成年度目标的85.7%, and for the next one of the same task only ，完成66.0%
    gap     what is wanting:    ，落后时序进度25.0个百分点

  and `stand` joins them. `brief` tells a reader who has the task's own wording before him the same in fewer words:
  创建全国重点实验室6家（85.7%）. A target that wasn't reported is said to be so, never 0. Names are those of the notice;
  where one ends in 增长, 提高 or 高于… the sentence turns with the sign of the figure, and `name` makes of it what an
  indicator is called by itself: 营业收入增速, so that no list seems to say that it grew.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                exclude-result-prefixes="r">

  <!-- ==== name ==== -->

  <xsl:template match="r:figure" mode="name" name="figure-name">
    <xsl:choose>
      <xsl:when test="@measure = 'count'"><xsl:value-of select="@name"/></xsl:when>
      <xsl:when test="@measure = 'growth'">
        <xsl:variable name="whole">
          <xsl:call-template name="without-end">
            <xsl:with-param name="text" select="@name"/><xsl:with-param name="ends" select="$growing"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="$whole"/>
        <xsl:if test="$whole != @name">增速</xsl:if>
      </xsl:when>
      <xsl:when test="@measure = 'gain'">
        <xsl:variable name="whole">
          <xsl:call-template name="without-end">
            <xsl:with-param name="text" select="@name"/><xsl:with-param name="ends" select="$rising"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="@name"/>
        <xsl:if test="$whole != @name or contains(@name, '高于')">幅度</xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="@name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ends of names, each closed by a space -->
  <xsl:variable name="growing" select="'同比增长 增长 '"/>
  <xsl:variable name="rising" select="'比上年提高 提高 提升 上升 增加 '"/>

  <!-- ==== say ==== -->

  <!-- in-task: the figures of the same task stand before it, and what they said already isn't said again -->
  <xsl:template match="r:figure" mode="say" name="figure-say">
    <xsl:param name="in-task" select="false()"/>
    <xsl:choose>
      <!-- most are these; 每: the mean over several bodies -->
      <xsl:when test="@measure = 'count' and @period = 'year'">
        <xsl:value-of select="concat(substring('平均', 1, 2 * starts-with(@name, '每')), @name, @value, @unit)"/>
      </xsl:when>
      <xsl:when test="@measure = 'growth'"><xsl:call-template name="say-growth"/></xsl:when>
      <xsl:when test="@measure = 'gain'"><xsl:call-template name="say-gain"/></xsl:when>
      <xsl:when test="@period = 'quarter'">
        <xsl:if test="not($in-task and preceding-sibling::r:figure[1][@period = 'quarter' and @state = 'reported'])">
          <xsl:call-template name="quarter"/>
        </xsl:if>
        <xsl:value-of select="concat(@name, @value, @unit)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(substring('平均', 1, 2 * starts-with(@name, '每')), @name, '为', @value, @unit)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a growth rate: a name such as 营业收入增长 has to turn into 下降 for a negative one -->
  <xsl:template name="say-growth">
    <xsl:variable name="whole">
      <xsl:call-template name="without-end">
        <xsl:with-param name="text" select="@name"/><xsl:with-param name="ends" select="$growing"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$whole = @name and (contains(@name, '增速') or contains(@name, '增长率') or contains(@name, '增幅'))">
        <xsl:value-of select="concat(@name, '为', @value, @unit)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$whole"/>
        <xsl:call-template name="up-or-down">
          <xsl:with-param name="up" select="'同比增长'"/>
          <xsl:with-param name="down" select="'同比下降'"/>
          <xsl:with-param name="even" select="'与上年同期持平'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- percentage points above last year's, or above an average -->
  <xsl:template name="say-gain">
    <xsl:choose>
      <xsl:when test="@base = 'average'"><xsl:call-template name="say-above-average"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="without-end">
          <xsl:with-param name="text" select="@name"/>
          <xsl:with-param name="ends" select="$rising"/>
        </xsl:call-template>
        <xsl:call-template name="up-or-down">
          <xsl:with-param name="up" select="'比上年提高'"/>
          <xsl:with-param name="down" select="'比上年下降'"/>
          <xsl:with-param name="even" select="'与上年持平'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 高于全省, as the name has it -->
  <xsl:template name="say-above-average">
    <xsl:variable name="of" select="substring-before(concat(@name, '高于'), '高于')"/>
    <xsl:variable name="whose">
      <xsl:value-of select="substring-after(@name, '高于')"/>
      <xsl:if test="not(contains(@name, '高于'))">平均水平</xsl:if>
    </xsl:variable>
    <xsl:value-of select="$of"/>
    <xsl:call-template name="up-or-down">
      <xsl:with-param name="up" select="concat('高于', $whose)"/>
      <xsl:with-param name="down" select="concat('低于', $whose)"/>
      <xsl:with-param name="even" select="concat('与', $whose, '持平')"/>
    </xsl:call-template>
  </xsl:template>

  <!-- the verb by the sign of the figure, and the figure without it -->
  <xsl:template name="up-or-down">
    <xsl:param name="up"/>
    <xsl:param name="down"/>
    <xsl:param name="even"/>
    <xsl:choose>
      <xsl:when test="@value &gt; 0"><xsl:value-of select="concat($up, @value, @unit)"/></xsl:when>
      <xsl:when test="@value &lt; 0"><xsl:value-of select="concat($down, translate(@value, '-', ''), @unit)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$even"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- text without the first of the ends (each closed by a space) that it has -->
  <xsl:template name="without-end">
    <xsl:param name="text"/>
    <xsl:param name="ends"/>
    <xsl:variable name="end" select="substring-before($ends, ' ')"/>
    <xsl:variable name="start" select="string-length($text) - string-length($end)"/>
    <xsl:choose>
      <xsl:when test="$end = ''"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="substring($text, $start + 1) = $end"><xsl:value-of select="substring($text, 1, $start)"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="without-end">
          <xsl:with-param name="text" select="$text"/>
          <xsl:with-param name="ends" select="substring-after($ends, ' ')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== part ==== -->

  <!-- brief: whether the sentence before already said of what the share is -->
  <xsl:template match="r:figure" mode="part">
    <xsl:param name="brief" select="false()"/>
    <xsl:choose>
      <xsl:when test="not(@share)"/>
      <xsl:when test="@bound = 'range'"><xsl:value-of select="concat('，完成年度目标下限的', @share, '%')"/></xsl:when>
      <xsl:when test="@period = 'quarter'"><xsl:value-of select="concat('，完成当季目标的', @share, '%')"/></xsl:when>
      <xsl:when test="$brief"><xsl:value-of select="concat('，完成', @share, '%')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('，完成年度目标的', @share, '%')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- what is measured at a date or as a rate is held against the target itself -->
  <xsl:template match="r:figure[@measure != 'count']" mode="part">
    <xsl:text>（目标</xsl:text><xsl:value-of select="translate(@phrase, ' ', '')"/><xsl:text>）</xsl:text>
  </xsl:template>
  <xsl:template match="r:figure[@ceiling = 'true']" mode="part" priority="1">
    <xsl:choose>
      <!-- how far above is said as the gap -->
      <xsl:when test="@measure = 'count' and @light = 'red'"/>
      <xsl:when test="@measure = 'count' and @share">
        <xsl:value-of select="concat('，已用年度控制目标的', @share, '%')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('（控制目标', @target-value, @unit)"/>
        <xsl:if test="@about = 'true'">左右</xsl:if>
        <xsl:text>）</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== gap ==== -->

  <!-- whether something is wanting goes by the exact value; where what is printed of it is rounded away, words say so -->
  <xsl:template match="r:figure" mode="gap">
    <xsl:variable name="held-to-target" select="$result or @period = 'quarter'"/>
    <xsl:choose>
      <xsl:when test="not(@share)">，尚未取得进展</xsl:when>
      <xsl:when test="not(@short) or $held-to-target and @reached"/>
      <xsl:when test="$held-to-target and (not(@behind) or @share &gt;= 100)">，略低于目标</xsl:when>
      <xsl:when test="$held-to-target"><xsl:value-of select="concat('，差', @behind, '个百分点')"/></xsl:when>
      <xsl:when test="not(@behind)">，略低于时序进度</xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('，落后时序进度', @behind, '个百分点')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="r:figure[@measure != 'count']" mode="gap">
    <xsl:choose>
      <xsl:when test="@reached = 'true'"/>
      <xsl:when test="$result or not(@share)">，未达到目标</xsl:when>
      <xsl:when test="@light = 'green'">，接近目标</xsl:when>
      <xsl:when test="@share &gt;= 100">，略低于目标</xsl:when>
      <xsl:when test="@bound = 'range'"><xsl:value-of select="concat('，为目标下限的', @share, '%')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('，为目标的', @share, '%')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="r:figure[@ceiling = 'true']" mode="gap" priority="1">
    <xsl:choose>
      <xsl:when test="@light = 'red' and @measure = 'count' and @share &gt; 100">
        <xsl:value-of select="concat('，超出', substring('年度当季', 1 + 2 * (@period = 'quarter'), 2), '控制目标',
                                     format-number(@share - 100, '0.0'), '%')"/>
      </xsl:when>
      <xsl:when test="@light = 'red'">，超出控制目标</xsl:when>
      <!-- 左右 allows it -->
      <xsl:when test="@light = 'green' and @over">，在控制目标允许范围以内</xsl:when>
      <xsl:when test="@over">，略超控制目标</xsl:when>
      <xsl:when test="@light = 'yellow'">，快于时序进度</xsl:when>
      <xsl:when test="@measure = 'count' and not($result)">，在控制进度以内</xsl:when>
      <xsl:otherwise>，在控制目标以内</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== stand ==== -->

  <xsl:template match="r:figure" mode="stand">
    <xsl:param name="brief" select="false()"/>
    <xsl:param name="in-task" select="false()"/>
    <xsl:call-template name="figure-say"><xsl:with-param name="in-task" select="$in-task"/></xsl:call-template>
    <xsl:apply-templates select="." mode="part"><xsl:with-param name="brief" select="$brief"/></xsl:apply-templates>
    <xsl:apply-templates select="." mode="gap"/>
  </xsl:template>
  <xsl:template match="r:figure[@state = 'na']" mode="stand">
    <xsl:apply-templates select="." mode="name"/><xsl:text>暂无数据</xsl:text>
    <xsl:if test="@note"><xsl:value-of select="concat('（', @note, '）')"/></xsl:if>
  </xsl:template>
  <xsl:template match="r:figure[@state = 'missing']" mode="stand">
    <xsl:apply-templates select="." mode="name"/><xsl:text>尚未报送数据</xsl:text>
  </xsl:template>

  <!-- ==== brief ==== -->

  <!-- The share in brackets, and of what isn't green why; the target itself stands in the wording before it. -->
  <xsl:template name="figure-brief">
    <xsl:choose>
      <xsl:when test="@value">
        <xsl:call-template name="figure-say"><xsl:with-param name="in-task" select="true()"/></xsl:call-template>
        <xsl:choose>
          <xsl:when test="@light != 'green' or @ceiling"><xsl:call-template name="in-brackets"/></xsl:when>
          <!-- most are these, or need no more said -->
          <xsl:when test="@measure = 'count' and @share">
            <xsl:value-of select="concat('（', substring('为目标下限的', 1, 6 * (@bound = 'range')), @share, '%）')"/>
          </xsl:when>
        </xsl:choose>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="stand"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="in-brackets">
    <xsl:variable name="in">
      <xsl:choose>
        <xsl:when test="@ceiling and @measure = 'count'"><xsl:apply-templates select="." mode="part"/></xsl:when>
        <xsl:when test="@measure != 'count' or not(@share)"/>
        <xsl:otherwise>
          <xsl:text>，</xsl:text>
          <xsl:if test="@bound = 'range'">为目标下限的</xsl:if>
          <xsl:value-of select="concat(@share, '%')"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@light != 'green'">
        <xsl:apply-templates select="." mode="gap"/>
        <xsl:if test="@note"><xsl:value-of select="concat('；', @note)"/></xsl:if>
      </xsl:if>
    </xsl:variable>
    <xsl:if test="$in != ''"><xsl:value-of select="concat('（', substring($in, 2), '）')"/></xsl:if>
  </xsl:template>

  <!-- ==== in a task ==== -->

  <!-- after the figures of the same task before it: what they said already isn't said again -->
  <xsl:template match="r:figure" mode="stand-in-task">
    <xsl:apply-templates select="." mode="stand">
      <xsl:with-param name="in-task" select="true()"/>
      <xsl:with-param name="brief" select="preceding-sibling::r:figure[@measure = 'count' and @share and @period = 'year'
                                           and @bound != 'range' and not(@ceiling)]"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:stylesheet>
