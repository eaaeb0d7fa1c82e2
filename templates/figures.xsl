<?xml version="1.0" encoding="UTF-8"?>
<!--
  Figures in words. A figure is told in three steps:

    say     what it is:         创建全国重点实验室6家 · 营业收入同比增长10.4% · 工业投资增速低于全省0.4个百分点
    part    how much of it:     ，完成年度目标的85.7%, and for the next one of the same task only ，完成66.0%
    gap     what is wanting:    ，落后时序进度25.0个百分点

  and `stand` joins them. `brief` tells a reader who has the task's own wording before him the same in fewer words:
  创建全国重点实验室6家（85.7%）. A target that wasn't reported is said to be so, never 0. Names are those of the notice;
  where one says 增长, 下降 or 高于… the sentence turns with the sign of the figure, which is the notice's: of 能耗下降 a figure
  above 0 is a fall (changes.xsl). `name` makes of it what an indicator is called by itself: 营业收入增速, 能耗降幅, so that no
  list seems to say that it grew or fell.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                exclude-result-prefixes="r">
  <xsl:include href="changes.xsl"/>

  <!-- ==== name ==== -->

  <xsl:template match="r:figure" mode="name" name="figure-name">
    <xsl:choose>
      <!-- most are these -->
      <xsl:when test="(@measure = 'count' or @measure = 'level') and not(@name[contains('到至在于过', substring(., string-length()))])">
        <xsl:value-of select="@name"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="name"><xsl:call-template name="unbounded"/></xsl:variable>
        <xsl:choose>
          <xsl:when test="@measure = 'count' or @measure = 'level'"><xsl:value-of select="$name"/></xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="name-of-change"><xsl:with-param name="name" select="string($name)"/></xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The name without what the notice's sentence goes on with, towards its number: 覆盖率达到, 覆盖率提高到, 用水量控制在.
       It may not have come so far, and lists give the number a column of its own. -->
  <xsl:variable name="bounds"
                select="'达到 达至 增至 升至 降至 减至 增到 升到 降到 控制在 稳定在 保持在 维持在 不低于 不少于 不小于 不高于 不大于 不多于 不超过 高于 大于 多于 低于 小于 少于 超过 '"/>
  <xsl:template name="unbounded">
    <xsl:param name="name" select="string(@name)"/>
    <xsl:variable name="size" select="string-length($name)"/>
    <xsl:variable name="last" select="substring($name, $size)"/>
    <xsl:choose>
      <xsl:when test="not(contains('到至在于过', $last))"><xsl:value-of select="$name"/></xsl:when>
      <xsl:when test="contains('到至', $last) and $size &gt; 3 and contains($moves, concat('；', substring($name, $size - 2, 2), ' '))">
        <xsl:value-of select="substring($name, 1, $size - 3)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="rest">
          <xsl:call-template name="without-end">
            <xsl:with-param name="text" select="$name"/><xsl:with-param name="ends" select="$bounds"/>
          </xsl:call-template>
        </xsl:variable>
        <!-- nothing is called nothing -->
        <xsl:value-of select="concat($rest, substring($name, 1, $size * ($rest = '')))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== say ==== -->

  <!-- in-task: the figures of the same task stand before it, and what they said already isn't said again -->
  <xsl:template match="r:figure" mode="say" name="figure-say">
    <xsl:param name="in-task" select="false()"/>
    <xsl:choose>
      <!-- most are these -->
      <xsl:when test="@measure = 'count' and @period = 'year'
                      and not(@name[contains('每争力确努', substring(., 1, 1)) or contains('到至在于过', substring(., string-length()))])">
        <xsl:if test="$in-task and preceding-sibling::r:figure"><xsl:call-template name="since-january"/></xsl:if>
        <xsl:value-of select="concat(@name, translate(@value, '-', '−'), @unit)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="name"><xsl:call-template name="outcome"/></xsl:variable>
        <xsl:if test="@period = 'quarter' and (@measure = 'count' or @measure = 'level')
                      and not($in-task and preceding-sibling::r:figure[1]
                              [@period = 'quarter' and @state = 'reported'][@measure = 'count' or @measure = 'level'])">
          <xsl:call-template name="quarter"/>
        </xsl:if>
        <xsl:if test="$in-task and @period = 'year' and @measure != 'level'"><xsl:call-template name="since-january"/></xsl:if>
        <xsl:choose>
          <xsl:when test="@base = 'average'">
            <xsl:call-template name="say-above-average"><xsl:with-param name="name" select="string($name)"/></xsl:call-template>
          </xsl:when>
          <!-- 能耗下降3%, but 覆盖率为51% -->
          <xsl:when test="@measure = 'growth' or @measure = 'gain'
                          or @measure = 'level' and contains($moves, concat('；', substring($name, string-length($name) - 1), ' '))">
            <xsl:call-template name="change">
              <xsl:with-param name="name" select="string($name)"/><xsl:with-param name="to" select="'say'"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="concat($name, substring('为', 1, @measure = 'level'))"/><xsl:call-template name="value"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what runs from January is told from what the quarter brought, where that was said just before -->
  <xsl:template name="since-january">
    <xsl:if test="$quarter &gt; 1 and preceding-sibling::r:figure[@state = 'reported'][1]
                  [@period = 'quarter'][@measure = 'count' or @measure = 'level']">
      <xsl:value-of select="$period"/>
    </xsl:if>
  </xsl:template>

  <!-- The name where a figure has come of it: what was striven for is done so far; 每: the mean over several bodies, unless it
       is over time (每季度, 每半年), or over so many heads (每万人口), which says so. -->
  <xsl:template name="outcome">
    <xsl:variable name="name"><xsl:call-template name="unbounded"/></xsl:variable>
    <xsl:variable name="start" select="substring($name, 1, 2)"/>
    <xsl:choose>
      <!-- most are these -->
      <xsl:when test="not(contains('每争力确努', substring($start, 1, 1)))"><xsl:value-of select="$name"/></xsl:when>
      <xsl:when test="$start = '争创'"><xsl:value-of select="concat('创建', substring($name, 3))"/></xsl:when>
      <xsl:when test="$start = '力争' or $start = '争取' or $start = '确保' or $start = '努力'"><xsl:value-of select="substring($name, 3)"/></xsl:when>
      <xsl:when test="$start = '每季' and @period = 'quarter'">
        <xsl:value-of select="substring($name, 3 + starts-with($name, '每季度'))"/>
      </xsl:when>
      <xsl:when test="starts-with($name, '每') and not(contains('十百千万亿年季月旬周日天', substring($start, 2))
                      or starts-with($name, '每半年') or starts-with($name, '每个季') or starts-with($name, '每个月'))">
        <xsl:value-of select="concat('平均', $name)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what is asked, as the notice prints it; that it is striven for is said unless the name or the phrase does -->
  <xsl:template name="figure-asked">
    <xsl:if test="@strive and not(contains('争创 争取 力争 ', concat(substring(@name, 1, 2), ' '))
                                  or contains('争创 争取 力争 ', concat(substring(@phrase, 1, 2), ' ')))">力争</xsl:if>
    <xsl:call-template name="figure-phrase"/>
  </xsl:template>

  <!-- 120吨左右, in a cell of its own, would be something to reach: the sentence before it said 控制在 -->
  <xsl:template name="figure-phrase">
    <xsl:if test="@ceiling and contains('0123456789', substring(@phrase, 1, 1))
                  and translate(@phrase, '内下控限顶', '') = string(@phrase)">控制在</xsl:if>
    <xsl:value-of select="@phrase"/>
  </xsl:template>

  <!-- as a sentence prints it, with a minus for the hyphen of the data -->
  <xsl:template name="value"><xsl:value-of select="concat(translate(@value, '-', '−'), @unit)"/></xsl:template>

  <!-- ==== part ==== -->

  <!-- brief: whether the sentence before already said of what the share is -->
  <xsl:template match="r:figure" mode="part">
    <xsl:param name="brief" select="false()"/>
    <xsl:choose>
      <xsl:when test="not(@share)"/>
      <xsl:when test="@bound = 'range'">
        <xsl:text>，完成</xsl:text><xsl:call-template name="span"/><xsl:value-of select="concat('目标下限的', @share, '%')"/>
      </xsl:when>
      <xsl:when test="@period = 'quarter'"><xsl:value-of select="concat('，完成当季目标的', @share, '%')"/></xsl:when>
      <xsl:when test="$brief"><xsl:value-of select="concat('，完成', @share, '%')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('，完成年度目标的', @share, '%')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- what is measured at a date or as a rate is held against the target itself -->
  <xsl:template match="r:figure[@measure != 'count']" mode="part">
    <xsl:text>（目标</xsl:text>
    <xsl:choose>
      <xsl:when test="@measure = 'level' or translate(@phrase, '降减压缩削窄短小调落简增长提升涨扩延高快优', '') != @phrase"/>
      <xsl:when test="@base = 'average'">
        <xsl:if test="not(@value &gt; 0)"><xsl:call-template name="aim-above-average"/></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="change">
          <xsl:with-param name="name" select="string(@name)"/><xsl:with-param name="to" select="'aim'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat(translate(@phrase, ' ', ''), '）')"/>
  </xsl:template>
  <xsl:template match="r:figure[@ceiling = 'true']" mode="part" priority="1">
    <xsl:choose>
      <!-- how far above is said as the gap -->
      <xsl:when test="@measure = 'count' and @light = 'red'"/>
      <xsl:when test="@measure = 'count' and @share">
        <xsl:text>，已用</xsl:text><xsl:call-template name="span"/>
        <xsl:value-of select="concat('控制目标的', @share, '%')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('（控制目标', @target-value, @unit)"/>
        <xsl:if test="@about = 'true'">左右</xsl:if>
        <xsl:text>）</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="span"><xsl:value-of select="substring('年度当季', 1 + 2 * (@period = 'quarter'), 2)"/></xsl:template>

  <!-- ==== gap ==== -->

  <!-- whether something is wanting goes by the exact value; where what is printed of it is rounded away, words say so -->
  <xsl:template match="r:figure" mode="gap">
    <xsl:variable name="held-to-target" select="$result or @period = 'quarter'"/>
    <xsl:choose>
      <xsl:when test="not(@share)"><xsl:value-of select="concat('，', $no-progress)"/></xsl:when>
      <xsl:when test="not(@short) or $held-to-target and @reached and @light = 'green'"/>
      <!-- 左右 may count as reached what the light doesn't pass -->
      <xsl:when test="$held-to-target and (not(@behind) or @share &gt;= 100 or @reached)">，略低于目标</xsl:when>
      <xsl:when test="$held-to-target"><xsl:value-of select="concat('，差', @behind, '个百分点')"/></xsl:when>
      <xsl:when test="not(@behind)">，略低于时序进度</xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('，落后时序进度', @behind, '个百分点')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="r:figure[@measure != 'count']" mode="gap">
    <xsl:choose>
      <xsl:when test="@reached and @light = 'green'"/>
      <xsl:when test="@reached">，略低于目标</xsl:when>
      <xsl:when test="$result or not(@share)">，未达到目标</xsl:when>
      <xsl:when test="@share &gt;= 100">，略低于目标</xsl:when>
      <xsl:when test="@bound = 'range'"><xsl:value-of select="concat('，为目标下限的', @share, '%')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('，为目标的', @share, '%')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="r:figure[@ceiling = 'true']" mode="gap" priority="1">
    <xsl:choose>
      <xsl:when test="@light = 'red' and @measure = 'count' and @excess">
        <xsl:text>，超出</xsl:text><xsl:call-template name="span"/>
        <xsl:value-of select="concat('控制目标', @excess, '%')"/>
      </xsl:when>
      <!-- by so little that no share tells it -->
      <xsl:when test="@light = 'red' and @measure = 'count'">
        <xsl:value-of select="concat('，超出', @target-value, @unit, substring('左右', 1, 2 * boolean(@about)), '的')"/>
        <xsl:call-template name="span"/>
        <xsl:text>控制目标</xsl:text>
      </xsl:when>
      <xsl:when test="@light = 'red'">，超出控制目标</xsl:when>
      <!-- 左右 allows it -->
      <xsl:when test="@light = 'green' and @over">，在控制目标允许范围以内</xsl:when>
      <xsl:when test="@over">，略超控制目标</xsl:when>
      <xsl:when test="@light = 'yellow'">，快于时序进度</xsl:when>
      <xsl:when test="@measure = 'count' and @period = 'year' and not($result)">，在控制进度以内</xsl:when>
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
    <xsl:if test="@note">
      <xsl:text>（</xsl:text>
      <xsl:call-template name="unclosed"><xsl:with-param name="text" select="@note"/></xsl:call-template>
      <xsl:text>）</xsl:text>
    </xsl:if>
  </xsl:template>
  <xsl:template match="r:figure[@state = 'missing']" mode="stand">
    <xsl:apply-templates select="." mode="name"/><xsl:text>尚未报送数据</xsl:text>
  </xsl:template>

  <!-- ==== all together ==== -->

  <!-- the mean share of what is counted; told: whether it's said besides that it is of those reported -->
  <xsl:template name="mean-share">
    <xsl:param name="told"/>
    <xsl:variable name="counts" select="$figures[@measure = 'count' and not(@ceiling)]"/>
    <xsl:if test="not($told) and $counts[not(@value)]">已报送的</xsl:if>
    <xsl:value-of select="concat('数量类目标', substring('平均', 1, 2 * boolean($counts[@value][2])), '完成率',
                                 $report/r:total/r:tally/@mean, '%')"/>
  </xsl:template>

  <!-- ==== brief ==== -->

  <!-- The share in brackets, and of what isn't green why; the target itself stands in the wording before it. -->
  <xsl:template name="figure-brief">
    <xsl:choose>
      <xsl:when test="@value">
        <xsl:call-template name="figure-say"/>
        <xsl:choose>
          <xsl:when test="@light != 'green' or @ceiling"><xsl:call-template name="in-brackets"/></xsl:when>
          <!-- most are these, or need no more said -->
          <xsl:when test="@measure = 'count' and @share">
            <xsl:text>（</xsl:text>
            <xsl:if test="@bound = 'range'">为目标下限的</xsl:if>
            <xsl:value-of select="@share"/>
            <xsl:text>%）</xsl:text>
          </xsl:when>
        </xsl:choose>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="stand"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="in-brackets">
    <xsl:variable name="in">
      <xsl:choose>
        <xsl:when test="@measure != 'count' or not(@share)"/>
        <xsl:when test="@ceiling"><xsl:apply-templates select="." mode="part"/></xsl:when>
        <xsl:otherwise>
          <xsl:text>，</xsl:text>
          <xsl:if test="@bound = 'range'">为目标下限的</xsl:if>
          <xsl:value-of select="concat(@share, '%')"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@light != 'green'">
        <xsl:apply-templates select="." mode="gap"/>
        <xsl:if test="@note">
          <xsl:text>；</xsl:text>
          <xsl:call-template name="unclosed"><xsl:with-param name="text" select="@note"/></xsl:call-template>
        </xsl:if>
      </xsl:if>
    </xsl:variable>
    <xsl:if test="$in != ''"><xsl:value-of select="concat('（', substring($in, 2), '）')"/></xsl:if>
  </xsl:template>

  <!-- ==== in a task ==== -->

  <!-- after the figures of the same task before it: what they said already isn't said again -->
  <xsl:template match="r:figure" mode="stand-in-task">
    <xsl:apply-templates select="." mode="stand">
      <xsl:with-param name="in-task" select="true()"/>
      <xsl:with-param name="brief" select="preceding-sibling::r:figure[@measure = 'count' and @share][1]
                                           [@period = 'year' and @bound != 'range' and not(@ceiling)]"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:stylesheet>
