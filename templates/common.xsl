<?xml version="1.0" encoding="UTF-8"?>
<!--
  What bulletin, letters and overview share: the names of periods and lights, dates, ordinals, lists of units, and how the
  plan and the offices are called. Nothing here belongs to one province, year or plan; what does comes from the report.

  Every named template writes plain text, except `lamp`, which stands in documents only (document.xsl).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                exclude-result-prefixes="r">

  <xsl:key name="unit" match="r:unit" use="@id"/>

  <xsl:variable name="report" select="/r:report"/>
  <xsl:variable name="plan" select="$report/r:plan"/>
  <xsl:variable name="issuer" select="string($report/r:promulgation/r:issuer)"/>
  <xsl:variable name="quarter" select="number($report/@quarter)"/>
  <!-- in the fourth quarter the result of the year is judged, not the pace -->
  <xsl:variable name="result" select="$quarter = 4"/>
  <!-- 进展情况 or 完成情况; in headings 进展 or 完成情况 -->
  <xsl:variable name="standing" select="substring('进展情况完成情况', 1 + 4 * $result, 4)"/>
  <xsl:variable name="progress" select="substring($standing, 1, 2 + 2 * $result)"/>
  <!-- what is said of a value of 0 or less: it may still come, until the year is over -->
  <xsl:variable name="no-progress" select="concat(substring('尚', 1, not($result)), '未取得进展')"/>
  <xsl:variable name="yellow" select="$report/r:rules/@yellow"/>
  <xsl:variable name="red" select="$report/r:rules/@red"/>
  <xsl:variable name="sample" select="substring('样例', 1, 2 * ($report/@sample = 'true'))"/>

  <!-- said where the document replaces one whose data have changed since it was issued -->
  <xsl:template name="correction">
    <xsl:param name="kind"/>
    <xsl:if test="$report/@correction = 'true'">
      <xsl:value-of select="concat('此前印发的', $kind, '有关数据已作更正，以本', $kind, '为准。')"/>
    </xsl:if>
  </xsl:template>

  <!-- ==== time ==== -->

  <!-- 2024-10-08 as 2024年10月8日 (GB/T 9704, 7.3.5.4: no leading zeros); with short, 10月8日 -->
  <xsl:template name="date">
    <xsl:param name="iso"/>
    <xsl:param name="short" select="false()"/>
    <xsl:if test="not($short)"><xsl:value-of select="concat(substring($iso, 1, 4), '年')"/></xsl:if>
    <xsl:value-of select="concat(number(substring($iso, 6, 2)), '月', number(substring($iso, 9, 2)), '日')"/>
  </xsl:template>

  <!-- figures run from the first of January -->
  <xsl:template name="period">
    <xsl:param name="number" select="$quarter"/>
    <xsl:choose>
      <xsl:when test="$number = 1">一季度</xsl:when>
      <xsl:when test="$number = 2">上半年</xsl:when>
      <xsl:when test="$number = 3">前三季度</xsl:when>
      <xsl:otherwise>全年</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:variable name="period"><xsl:call-template name="period"/></xsl:variable>
  <!-- 2024年前三季度, and of the whole year 2024年度 -->
  <xsl:variable name="year-period">
    <xsl:value-of select="concat($report/@year, '年', substring('度', 1, $result))"/>
    <xsl:if test="not($result)"><xsl:value-of select="$period"/></xsl:if>
  </xsl:variable>

  <!-- one quarter alone -->
  <xsl:template name="quarter">
    <xsl:param name="number" select="$quarter"/>
    <xsl:value-of select="concat(substring('一二三四', $number, 1), '季度')"/>
  </xsl:template>

  <xsl:variable name="asof">
    <xsl:call-template name="date">
      <xsl:with-param name="iso" select="$report/@asof"/>
      <!-- the year is said where it isn't the plan's -->
      <xsl:with-param name="short" select="starts-with($report/@asof, $report/@year)"/>
    </xsl:call-template>
  </xsl:variable>

  <!-- ==== numbers ==== -->

  <!-- 1 to 999 as 一 to 九百九十九; of what is behind a hundred, 10 is said 一十 and 1 零一. A plan whose places go on beyond
       has them in figures. -->
  <xsl:template name="ordinal">
    <xsl:param name="number" select="position()"/>
    <xsl:variable name="digits" select="'一二三四五六七八九'"/>
    <xsl:variable name="hundreds" select="floor($number div 100)"/>
    <xsl:variable name="tens" select="floor($number div 10) mod 10"/>
    <xsl:variable name="ones" select="$number mod 10"/>
    <xsl:choose>
      <xsl:when test="$number &gt; 999"><xsl:value-of select="$number"/></xsl:when>
      <xsl:otherwise>
        <xsl:if test="$hundreds &gt; 0"><xsl:value-of select="concat(substring($digits, $hundreds, 1), '百')"/></xsl:if>
        <xsl:choose>
          <xsl:when test="$tens &gt; 1 or $tens = 1 and $hundreds &gt; 0">
            <xsl:value-of select="concat(substring($digits, $tens, 1), '十')"/>
          </xsl:when>
          <xsl:when test="$tens = 1">十</xsl:when>
          <xsl:when test="$hundreds &gt; 0 and $ones &gt; 0">零</xsl:when>
        </xsl:choose>
        <xsl:value-of select="substring($digits, $ones, $ones &gt; 0)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the number of a heading by its level: 一、 （一） 1. （1） -->
  <xsl:template name="numbering">
    <xsl:param name="level"/>
    <xsl:param name="number" select="position()"/>
    <xsl:choose>
      <xsl:when test="$level = 1">
        <xsl:call-template name="ordinal"><xsl:with-param name="number" select="$number"/></xsl:call-template>
        <xsl:text>、</xsl:text>
      </xsl:when>
      <xsl:when test="$level = 2">
        <xsl:text>（</xsl:text>
        <xsl:call-template name="ordinal"><xsl:with-param name="number" select="$number"/></xsl:call-template>
        <xsl:text>）</xsl:text>
      </xsl:when>
      <xsl:when test="$level = 3"><xsl:value-of select="concat($number, '.')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('（', $number, '）')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the share of a figure; a dash where there is none -->
  <xsl:template match="r:figure" mode="share" name="figure-share">
    <xsl:value-of select="concat(@share, substring('%—', 1 + not(@share), 1))"/>
  </xsl:template>

  <!-- what is done, as a table or chart prints it -->
  <xsl:template match="r:figure" mode="done" name="figure-done">
    <xsl:choose>
      <xsl:when test="@value"><xsl:value-of select="concat(@value, @unit)"/></xsl:when>
      <xsl:when test="@state = 'na'">暂无数据</xsl:when>
      <xsl:otherwise>未报送</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== lights: each has its own shape, name and word ==== -->

  <!-- Tables in a string, since they are asked thousands of times: substring-before(substring-after($names, 'red'), ' ') -->
  <xsl:variable name="shapes" select="'green● yellow▲ red■ grey○ '"/>
  <xsl:variable name="names" select="'green绿灯 yellow黄灯 red红灯 grey未评价 '"/>
  <!-- the word beside the shape; under a ceiling it is speed that is the fault. The first word found counts: those of the
       result, where that is judged, stand before those of the pace. -->
  <xsl:variable name="result-words" select="substring('green已完成 yellow未完成 red未完成 grey未评价 ', 1, 99 * $result)"/>
  <xsl:variable name="words" select="concat($result-words, 'green正常 yellow偏慢 red滞后 grey未评价 ')"/>
  <xsl:variable name="ceiling-words" select="concat($result-words, 'green正常 yellow偏快 red超限 grey未评价 ')"/>

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
      <xsl:when test="not(@value)">
        <xsl:value-of select="substring-before(substring-after('na暂无 missing未报送 ', @state), ' ')"/>
      </xsl:when>
      <xsl:when test="@ceiling">
        <xsl:value-of select="substring-before(substring-after($ceiling-words, @light), ' ')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="substring-before(substring-after($words, @light), ' ')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the words that tables print for a light: 滞后, and with ceilings 滞后、超限; figures: what the table holds -->
  <xsl:template name="words-of-light">
    <xsl:param name="light"/>
    <xsl:param name="figures"/>
    <xsl:variable name="word" select="substring-before(substring-after($words, $light), ' ')"/>
    <xsl:variable name="other" select="substring-before(substring-after($ceiling-words, $light), ' ')"/>
    <xsl:choose>
      <xsl:when test="$other = $word or not($figures/@ceiling)"><xsl:value-of select="$word"/></xsl:when>
      <xsl:when test="$figures[not(@ceiling)]"><xsl:value-of select="concat($word, '、', $other)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$other"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What the figures are held against: the pace; when the period is over, the targets themselves. -->
  <xsl:template name="yardstick">
    <xsl:param name="figures" select="/.."/>
    <xsl:variable name="quarterly" select="$figures[@period = 'quarter']"/>
    <xsl:variable name="yearly" select="not($quarterly) or $figures[not(@period = 'quarter')]"/>
    <xsl:variable name="only-ceilings" select="$figures/@ceiling and not($figures[not(@ceiling)])"/>
    <xsl:choose>
      <xsl:when test="$only-ceilings and ($result or not($figures[@due != '100.0']))">控制目标</xsl:when>
      <xsl:when test="not($yearly)">当季目标</xsl:when>
      <xsl:when test="not($result)">时序进度</xsl:when>
      <xsl:when test="$quarterly">年度或当季目标</xsl:when>
      <xsl:otherwise>年度目标</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- When a light is given, in the words of the rules that the notice sets, so far as they concern the figures; nothing
       where none of them can have it. -->
  <xsl:template name="light-rule">
    <xsl:param name="light"/>
    <xsl:param name="figures" select="/.."/>
    <xsl:variable name="ceilings" select="$figures[@ceiling]"/>
    <xsl:choose>
      <xsl:when test="$light = 'grey'">未报送或暂无数据</xsl:when>
      <xsl:when test="$ceilings and not($figures[not(@ceiling)])">
        <xsl:call-template name="ceiling-rule">
          <xsl:with-param name="light" select="$light"/><xsl:with-param name="ceilings" select="$ceilings"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$light = 'green'">
        <xsl:value-of select="substring('达到完成', 1 + 2 * $result, 2)"/>
        <xsl:call-template name="yardstick"><xsl:with-param name="figures" select="$figures"/></xsl:call-template>
        <xsl:if test="not($result) and $yellow &gt; 0"><xsl:value-of select="concat('或落后不足', $yellow, '个百分点')"/></xsl:if>
      </xsl:when>
      <xsl:when test="$light = 'yellow' and $result">
        <xsl:value-of select="concat('差距在', $yellow, '个百分点以内')"/>
        <xsl:if test="$ceilings[@about = 'true']">，或略超控制目标</xsl:if>
      </xsl:when>
      <xsl:when test="$light = 'yellow'">
        <xsl:if test="$yellow &gt; 0"><xsl:value-of select="concat('落后', $yellow, '至')"/></xsl:if>
        <xsl:if test="not($yellow &gt; 0)">落后不超过</xsl:if>
        <xsl:value-of select="concat($red, '个百分点')"/>
        <xsl:choose>
          <xsl:when test="$ceilings[@measure = 'count' and not(@period = 'quarter')]">，或控制类目标快于时序进度</xsl:when>
          <xsl:when test="$ceilings[@measure = 'count' and @about]">，或略超控制目标</xsl:when>
        </xsl:choose>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="limit" select="number($red) * not($result) + number($yellow) * $result"/>
        <xsl:value-of select="concat(substring('落后差距', 1 + 2 * $result, 2), '超过', $limit, '个百分点')"/>
        <!-- what has no share is red however little was due -->
        <xsl:if test="$figures[@light = 'red' and not(@share or @behind &gt; $limit)]">
          <xsl:value-of select="concat('，或', $no-progress)"/>
        </xsl:if>
        <xsl:if test="$ceilings">，或超出控制目标</xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the same where there are none but ceilings, which nothing can be behind of; a level has no pace, nor has a quarter -->
  <xsl:template name="ceiling-rule">
    <xsl:param name="light"/>
    <xsl:param name="ceilings"/>
    <xsl:variable name="paced" select="$ceilings[not($result) and @measure = 'count' and not(@period = 'quarter')]"/>
    <xsl:choose>
      <xsl:when test="$light = 'green' and count($paced) = count($ceilings)">在控制进度以内</xsl:when>
      <xsl:when test="$light = 'green' and $paced">在控制进度或控制目标以内</xsl:when>
      <xsl:when test="$light = 'green'">在控制目标以内</xsl:when>
      <xsl:when test="$light = 'red'">超出控制目标</xsl:when>
      <xsl:when test="$paced">快于时序进度</xsl:when>
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
      <xsl:if test="$ceilings[@light = 'yellow' and not(@over)]">或控制类目标快于时序进度</xsl:if>
    </xsl:variable>
    <xsl:value-of select="concat(substring($faults, 2), '的，', $ask)"/>
    <xsl:if test="$result">从严落实控制措施</xsl:if>
    <xsl:if test="not($result)">及早采取措施，从严控制</xsl:if>
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
        <xsl:value-of select="concat('目标要求带“左右”的，完成', format-number(100 - $about, '0.######'), '%即为达到')"/>
      </xsl:if>
      <xsl:if test="$floors and $ceilings">；</xsl:if>
      <xsl:if test="$ceilings">
        <xsl:value-of select="concat('控制目标带“左右”的，超过目标值', $about, '%以上的方为超出')"/>
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

  <!-- ==== the plan and the offices ==== -->

  <!-- the plan's title as it stands inside 《》, where titles in it have 〈〉 -->
  <xsl:variable name="cited-title"
                select="translate($plan/@title, substring('《》〈〉', 1, 4 * contains($plan/@title, '《')), '〈〉《》')"/>

  <!-- what the plan calls itself after it has been named in full: the kind of text that its title ends in -->
  <xsl:template name="short-title">
    <xsl:param name="kinds" select="'工作方案 实施方案 行动方案 总体方案 分工方案 方案 工作要点 要点 行动计划 工作计划 实施计划 计划 实施意见 工作意见 意见 规划 任务清单 '"/>
    <xsl:variable name="kind" select="substring-before($kinds, ' ')"/>
    <xsl:choose>
      <xsl:when test="$kind = ''"><xsl:value-of select="$cited-title"/></xsl:when>
      <xsl:when test="substring($cited-title, string-length($cited-title) - string-length($kind) + 1) = $kind">
        <xsl:value-of select="$kind"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="short-title">
          <xsl:with-param name="kinds" select="substring-after($kinds, ' ')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:variable name="full-title" select="concat('《', $cited-title, '》')"/>
  <xsl:variable name="short">
    <xsl:text>《</xsl:text><xsl:call-template name="short-title"/><xsl:text>》</xsl:text>
  </xsl:variable>

  <!-- 《…》（文号，以下简称《…》） -->
  <xsl:template name="cite-plan">
    <xsl:value-of select="concat($full-title, '（', $report/r:promulgation/r:number)"/>
    <xsl:if test="$short != $full-title"><xsl:value-of select="concat('，以下简称', $short)"/></xsl:if>
    <xsl:text>）</xsl:text>
  </xsl:template>

  <!-- 贵厅 or 我办: an office called by the last character of its name, without what stands in brackets after it -->
  <xsl:template name="call-office">
    <xsl:param name="name"/>
    <xsl:param name="by"/>
    <xsl:variable name="plain">
      <xsl:choose>
        <xsl:when test="contains('）)', substring($name, string-length($name)))">
          <xsl:value-of select="substring-before(concat(translate($name, '()', '（'), '（'), '（')"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="last" select="substring($plain, string-length($plain))"/>
    <xsl:variable name="two" select="substring($plain, string-length($plain) - 1)"/>
    <xsl:variable name="three" select="substring($plain, string-length($plain) - 2)"/>
    <xsl:value-of select="$by"/>
    <xsl:choose>
      <xsl:when test="$three = '委员会' or $two = '委会'">委</xsl:when>
      <xsl:when test="$last != '' and contains('厅局部委办行院会署校所队社处站馆台', $last)"><xsl:value-of select="$last"/></xsl:when>
      <xsl:when test="$three = '办公室'">办</xsl:when>
      <!-- 残联, 妇联, 工商联 are 会 -->
      <xsl:when test="$last = '联'">会</xsl:when>
      <xsl:when test="$two = '大学' or $two = '中学' or $two = '小学'">校</xsl:when>
      <xsl:when test="$two = '中心' or $two = '公司' or $two = '集团' or $two = '专班'"><xsl:value-of select="$two"/></xsl:when>
      <xsl:when test="$two = '政府'">
        <xsl:call-template name="call-government">
          <xsl:with-param name="place">
            <xsl:call-template name="without-end">
              <xsl:with-param name="text" select="$plain"/><xsl:with-param name="ends" select="'人民政府 政府 '"/>
            </xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>单位</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a government is called as what it governs: 贵市; not 贵州, which is a province -->
  <xsl:template name="call-government">
    <xsl:param name="place"/>
    <xsl:variable name="last" select="substring($place, string-length($place))"/>
    <xsl:choose>
      <xsl:when test="$last = '州'">自治州</xsl:when>
      <xsl:when test="$last != '' and contains('省市县区旗乡镇', $last)"><xsl:value-of select="$last"/></xsl:when>
      <xsl:otherwise>政府</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- names of the units that the elements refer to, joined by 、 -->
  <xsl:template name="unit-names">
    <xsl:param name="of"/>
    <xsl:for-each select="$of">
      <xsl:if test="position() &gt; 1">、</xsl:if>
      <xsl:value-of select="key('unit', @unit)/@name"/>
    </xsl:for-each>
  </xsl:template>

  <!-- as the notice closes a task: （牵头单位：…；配合单位：…等） -->
  <xsl:template name="responsible">
    <xsl:text>（牵头单位：</xsl:text>
    <xsl:call-template name="unit-names"><xsl:with-param name="of" select="r:lead"/></xsl:call-template>
    <xsl:if test="r:support">
      <xsl:text>；配合单位：</xsl:text>
      <xsl:call-template name="unit-names"><xsl:with-param name="of" select="r:support"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="@others = 'true'">等</xsl:if>
    <xsl:text>）</xsl:text>
  </xsl:template>

  <!-- ==== what the offices wrote: it comes with a mark at its end or without ==== -->

  <!-- a note to stand in brackets or before a mark of ours: without a full stop or the like of its own -->
  <xsl:template name="unclosed">
    <xsl:param name="text"/>
    <xsl:value-of select="substring($text, 1, string-length($text) - contains('。；，、', substring($text, string-length($text))))"/>
  </xsl:template>

  <!-- a sentence or heading of its own: with a mark, also one that stands before what closes a quotation or bracket -->
  <xsl:template match="r:p" mode="closed" name="closed">
    <xsl:param name="text" select="string()"/>
    <xsl:variable name="size" select="string-length($text)"/>
    <xsl:variable name="mark" select="substring($text, $size - contains('”’）」』', substring($text, $size)), 1)"/>
    <xsl:value-of select="concat($text, substring('。', 1, not(contains('。！？…：；.!?:;', $mark))))"/>
  </xsl:template>

  <!-- text without the brackets at its end, （2026—2028年）（试行）, and those inside them -->
  <xsl:template name="without-bracket">
    <xsl:param name="text"/>
    <xsl:variable name="wide" select="translate($text, '()', '（）')"/>
    <xsl:choose>
      <xsl:when test="not(contains('）', substring($wide, string-length($wide))))"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="not(contains($wide, '（'))"><xsl:value-of select="substring($text, 1, string-length($text) - 1)"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="inside">
          <xsl:call-template name="after-last">
            <xsl:with-param name="text" select="$wide"/><xsl:with-param name="mark" select="'（'"/>
          </xsl:call-template>
        </xsl:variable>
        <!-- 厅（局（馆））: the inner one leaves 厅（局） -->
        <xsl:call-template name="without-bracket">
          <xsl:with-param name="text" select="concat(substring($text, 1, string-length($text) - string-length($inside) - 1),
                                                     substring-after($inside, '）'))"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="after-last">
    <xsl:param name="text"/>
    <xsl:param name="mark"/>
    <xsl:choose>
      <xsl:when test="contains($text, $mark)">
        <xsl:call-template name="after-last">
          <xsl:with-param name="text" select="substring-after($text, $mark)"/><xsl:with-param name="mark" select="$mark"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
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

  <!-- plain strings joined by a mark and closed by another -->
  <xsl:template name="join">
    <xsl:param name="of"/>
    <xsl:param name="by" select="'，'"/>
    <xsl:param name="end"/>
    <xsl:for-each select="$of">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="$by"/></xsl:if>
      <xsl:value-of select="."/>
    </xsl:for-each>
    <xsl:value-of select="$end"/>
  </xsl:template>
</xsl:stylesheet>
