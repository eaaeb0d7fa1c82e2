<?xml version="1.0" encoding="UTF-8"?>
<!--
  Lights: each has its own shape, name and word, and a rule when it is given.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                exclude-result-prefixes="r">

  <!-- Tables in a string, since they are asked thousands of times: substring-before(substring-after($names, 'red'), ' ') -->
  <xsl:variable name="shapes" select="'green● yellow▲ red■ grey○ '"/>
  <xsl:variable name="names" select="'green绿灯 yellow黄灯 red红灯 grey未评价 '"/>
  <!-- the word beside the shape; under a ceiling it is speed that is the fault. The first word found counts: those of the
       result, where that is judged, stand before those of the pace. -->
  <xsl:variable name="result-words" select="substring('green已完成 yellow未完成 red未完成 grey未评价 ', 1, 99 * $result)"/>
  <xsl:variable name="words" select="concat($result-words, 'green正常 yellow偏慢 red滞后 grey未评价 ')"/>
  <xsl:variable name="ceiling-words" select="concat($result-words, 'green正常 yellow偏快 red超限 grey未评价 ')"/>
  <!-- most figures have this one -->
  <xsl:variable name="green-word" select="substring-before(substring-after($words, 'green'), ' ')"/>

  <xsl:variable name="unknown" select="'未报送或暂无数据'"/>

  <xsl:template name="shape">
    <xsl:param name="light" select="@light"/>
    <xsl:value-of select="substring-before(substring-after($shapes, $light), ' ')"/>
  </xsl:template>
  <xsl:template name="light-name">
    <xsl:param name="light" select="@light"/>
    <xsl:value-of select="substring-before(substring-after($names, $light), ' ')"/>
  </xsl:template>

  <!-- the word for one figure, where grey says which kind of grey -->
  <xsl:template match="r:figure" mode="word" name="figure-word">
    <xsl:choose>
      <!-- most are these -->
      <xsl:when test="@light = 'green'"><xsl:value-of select="$green-word"/></xsl:when>
      <xsl:when test="not(@value)">
        <xsl:value-of select="substring-before(substring-after('na暂无 missing未报送 ', @state), ' ')"/>
      </xsl:when>
      <xsl:when test="@ceiling">
        <xsl:value-of select="substring-before(substring-after($ceiling-words, @light), ' ')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="substring-before(substring-after($words, @light), ' ')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the words that tables print for a light: 滞后, and with ceilings 滞后、超限; figures: what the table holds. Nothing where none
       of them can have it. -->
  <xsl:template name="words-of-light">
    <xsl:param name="light"/>
    <xsl:param name="figures"/>
    <xsl:param name="ceilings" select="$figures[@ceiling]"/>
    <xsl:variable name="word" select="substring-before(substring-after($words, $light), ' ')"/>
    <xsl:variable name="of-floors" select="count($ceilings) &lt; count($figures) and ($light != 'yellow' or $red-from &gt; 0)"/>
    <xsl:if test="$of-floors"><xsl:value-of select="$word"/></xsl:if>
    <xsl:if test="$ceilings">
      <xsl:variable name="other" select="substring-before(substring-after($ceiling-words, $light), ' ')"/>
      <xsl:variable name="of-ceilings">
        <xsl:call-template name="ceiling-rule">
          <xsl:with-param name="light" select="$light"/><xsl:with-param name="ceilings" select="$ceilings"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:if test="$of-ceilings != '' and not($of-floors and $other = $word)">
        <xsl:if test="$of-floors">、</xsl:if>
        <xsl:value-of select="$other"/>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- What the figures are held against: the pace; when the period is over, or where nothing adds up over it, the targets
       themselves. -->
  <xsl:template name="yardstick">
    <xsl:param name="figures"/>
    <xsl:param name="ceilings" select="$figures[@ceiling]"/>
    <xsl:variable name="yearly" select="$figures[@period = 'year']"/>
    <xsl:choose>
      <xsl:when test="$ceilings and count($ceilings) = count($figures) and ($result or not($figures/@due != '100.0'))">控制目标</xsl:when>
      <xsl:when test="$figures and not($yearly)">当季目标</xsl:when>
      <xsl:when test="not($result) and ($yearly/@measure = 'count' or not($figures))">时序进度</xsl:when>
      <xsl:when test="count($yearly) &lt; count($figures)">年度或当季目标</xsl:when>
      <xsl:otherwise>年度目标</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- When a light is given, in the words of the rules that the notice sets, so far as they concern the figures; nothing
       where none of them can have it. -->
  <xsl:template name="light-rule">
    <xsl:param name="light"/>
    <xsl:param name="figures"/>
    <xsl:param name="ceilings" select="$figures[@ceiling]"/>
    <xsl:param name="yardstick">
      <xsl:call-template name="yardstick">
        <xsl:with-param name="figures" select="$figures"/><xsl:with-param name="ceilings" select="$ceilings"/>
      </xsl:call-template>
    </xsl:param>
    <xsl:choose>
      <xsl:when test="$light = 'grey'"><xsl:value-of select="$unknown"/></xsl:when>
      <xsl:when test="not($ceilings)">
        <xsl:call-template name="floor-rule">
          <xsl:with-param name="light" select="$light"/><xsl:with-param name="figures" select="$figures"/>
          <xsl:with-param name="yardstick" select="$yardstick"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="count($ceilings) = count($figures)">
        <xsl:call-template name="ceiling-rule">
          <xsl:with-param name="light" select="$light"/><xsl:with-param name="ceilings" select="$ceilings"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="of-floors">
          <xsl:call-template name="floor-rule">
            <xsl:with-param name="light" select="$light"/><xsl:with-param name="figures" select="$figures"/>
            <xsl:with-param name="yardstick" select="$yardstick"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:variable name="of-ceilings">
          <xsl:call-template name="ceiling-rule">
            <xsl:with-param name="light" select="$light"/><xsl:with-param name="ceilings" select="$ceilings"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="$of-floors"/>
        <xsl:if test="$of-ceilings != ''">
          <xsl:if test="$of-floors != ''">，或</xsl:if>
          <xsl:if test="not(contains($of-ceilings, '超'))">控制类目标</xsl:if>
          <xsl:value-of select="$of-ceilings"/>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- so many points behind, or short of the result, are still yellow -->
  <xsl:variable name="red-from" select="number($red) * not($result) + number($yellow) * $result"/>

  <!-- what is to be reached is held against the pace, or, when the period is over, against the target -->
  <xsl:template name="floor-rule">
    <xsl:param name="light"/>
    <xsl:param name="figures"/>
    <xsl:param name="yardstick"/>
    <xsl:choose>
      <xsl:when test="$light = 'green'">
        <xsl:value-of select="substring('达到完成', 1 + 2 * $result, 2)"/>
        <xsl:value-of select="$yardstick"/>
        <xsl:if test="not($result) and $yellow &gt; 0"><xsl:value-of select="concat('或落后不足', $yellow, '个百分点')"/></xsl:if>
      </xsl:when>
      <!-- there is nothing between green and red -->
      <xsl:when test="$light = 'yellow' and $red-from = 0"/>
      <xsl:when test="$light = 'yellow' and $result"><xsl:value-of select="concat('差距在', $yellow, '个百分点以内')"/></xsl:when>
      <xsl:when test="$light = 'yellow'">
        <xsl:text>落后</xsl:text>
        <xsl:if test="not($yellow &gt; 0)">不超过</xsl:if>
        <xsl:if test="$yellow &gt; 0 and $yellow &lt; $red-from"><xsl:value-of select="concat($yellow, '至')"/></xsl:if>
        <xsl:value-of select="concat($red, '个百分点')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:choose>
          <xsl:when test="$red-from &gt; 0">
            <xsl:value-of select="concat(substring('落后差距', 1 + 2 * $result, 2), '超过', $red-from, '个百分点')"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="concat('未', substring('达到完成', 1 + 2 * $result, 2))"/>
            <xsl:value-of select="$yardstick"/>
          </xsl:otherwise>
        </xsl:choose>
        <!-- what has no share is red however little was due -->
        <xsl:if test="$figures[@light = 'red' and not(@share or @behind &gt; $red-from)]">
          <xsl:value-of select="concat('，或', $no-progress)"/>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The same of ceilings, which nothing can be behind of. A level has no pace, nor has a quarter; and above the ceiling, but
       within what 左右 allows, only counts are yellow. -->
  <xsl:variable name="too-fast" select="'快于时序进度'"/>
  <xsl:template name="ceiling-rule">
    <xsl:param name="light"/>
    <xsl:param name="ceilings"/>
    <xsl:variable name="paced" select="$ceilings[not($result) and @measure = 'count' and not(@period = 'quarter')]"/>
    <xsl:choose>
      <xsl:when test="not($ceilings)"/>
      <xsl:when test="$light = 'green' and count($paced) = count($ceilings)">在控制进度以内</xsl:when>
      <xsl:when test="$light = 'green' and $paced">在控制进度或控制目标以内</xsl:when>
      <xsl:when test="$light = 'green'">在控制目标以内</xsl:when>
      <xsl:when test="$light = 'red'">超出控制目标</xsl:when>
      <xsl:when test="$paced"><xsl:value-of select="$too-fast"/></xsl:when>
      <xsl:when test="$ceilings[@measure = 'count' and @about]">略超控制目标</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- What has gone wrong with ceilings that aren't green, and what is to be done about it; nobody can be asked to complete
       them. ask: 请 or 要, and who. -->
  <xsl:template name="restrain">
    <xsl:param name="ceilings"/>
    <xsl:param name="ask"/>
    <xsl:variable name="faults">
      <xsl:if test="$ceilings[@light = 'red']">或超出</xsl:if>
      <xsl:if test="$ceilings[@light = 'yellow' and @over]">或略超</xsl:if>
      <xsl:if test="$ceilings[@over]">控制目标</xsl:if>
      <xsl:if test="$ceilings[@light = 'yellow' and not(@over)]">
        <xsl:value-of select="concat(substring('，或者', 1, 3 * boolean($ceilings[@over])), substring('或', 1, not($ceilings[@over])),
                                     '控制类目标', $too-fast)"/>
      </xsl:if>
    </xsl:variable>
    <xsl:value-of select="concat(substring($faults, 2), '的，', $ask)"/>
    <xsl:if test="$result">从严落实控制措施</xsl:if>
    <xsl:if test="not($result)">及早采取措施，从严控制</xsl:if>
  </xsl:template>

  <!-- what the share of a ceiling is: only what is counted can be used up -->
  <xsl:template name="ceiling-share">
    <xsl:param name="ceilings"/>
    <xsl:choose>
      <xsl:when test="$ceilings[@measure != 'count']">完成值与控制目标之比</xsl:when>
      <xsl:otherwise>已用比例</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what 左右 allows; nothing where no target has it -->
  <xsl:template name="about-rule">
    <xsl:param name="figures"/>
    <xsl:variable name="about" select="$report/r:rules/@about"/>
    <xsl:variable name="with-about" select="$figures[@about]"/>
    <xsl:variable name="floors" select="$with-about[not(@ceiling)]"/>
    <xsl:variable name="ceilings" select="$with-about[@ceiling]"/>
    <xsl:if test="$about &gt; 0">
      <xsl:if test="$floors">
        <xsl:value-of select="concat('目标要求带“左右”的，完成', format-number(100 - $about, '0.######'), '%即为', substring('达到完成', 1 + 2 * $result, 2))"/>
      </xsl:if>
      <xsl:if test="$floors and $ceilings">；</xsl:if>
      <xsl:if test="$ceilings">
        <xsl:value-of select="concat('控制目标带“左右”的，超幅大于', $about, '%的为超出')"/>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- 绿灯48个、黄灯5个、红灯3个、未报送3个、暂无数据2个: what there is none of isn't said -->
  <xsl:template match="r:tally" mode="lights">
    <xsl:variable name="list">
      <xsl:if test="@green &gt; 0"><xsl:value-of select="concat('、绿灯', @green, '个')"/></xsl:if>
      <xsl:if test="@yellow &gt; 0"><xsl:value-of select="concat('、黄灯', @yellow, '个')"/></xsl:if>
      <xsl:if test="@red &gt; 0"><xsl:value-of select="concat('、红灯', @red, '个')"/></xsl:if>
      <xsl:if test="@missing &gt; 0"><xsl:value-of select="concat('、未报送', @missing, '个')"/></xsl:if>
      <xsl:if test="@na &gt; 0"><xsl:value-of select="concat('、暂无数据', @na, '个')"/></xsl:if>
    </xsl:variable>
    <xsl:value-of select="substring($list, 2)"/>
  </xsl:template>
</xsl:stylesheet>
