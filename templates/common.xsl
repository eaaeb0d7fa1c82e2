<?xml version="1.0" encoding="UTF-8"?>
<!--
  What bulletin, letters and overview share: the names of periods, dates, ordinals, lists of units, and how the plan and the
  offices are called; of lights, lights.xsl. Nothing here belongs to one province, year or plan; what does comes from the report.

  Every named template writes plain text.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                exclude-result-prefixes="r">
  <xsl:include href="lights.xsl"/>

  <xsl:key name="unit" match="/r:report/r:units/r:unit" use="@id"/>

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

  <!-- said where the document replaces one whose data, words or plan have changed since it was issued -->
  <xsl:template name="correction">
    <xsl:param name="kind"/>
    <xsl:if test="$report/@correction = 'true'">
      <xsl:value-of select="concat('此前印发的', $kind, '有关内容已作更正，以本', $kind, '为准。')"/>
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
    <xsl:choose>
      <!-- most are these -->
      <xsl:when test="$number &lt; 10"><xsl:value-of select="substring($digits, $number, 1)"/></xsl:when>
      <xsl:when test="$number &gt; 999"><xsl:value-of select="$number"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="hundreds" select="floor($number div 100)"/>
        <xsl:variable name="tens" select="floor($number div 10) mod 10"/>
        <xsl:variable name="ones" select="$number mod 10"/>
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
    <xsl:choose>
      <xsl:when test="@share"><xsl:value-of select="@share"/>%</xsl:when>
      <xsl:otherwise>—</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what is done, as a table or chart prints it -->
  <xsl:template match="r:figure" mode="done" name="figure-done">
    <xsl:choose>
      <xsl:when test="@value"><xsl:call-template name="value"/></xsl:when>
      <xsl:when test="@state = 'na'">暂无数据</xsl:when>
      <xsl:otherwise>未报送</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== the plan and the offices ==== -->

  <!-- the plan's title as it stands inside 《》, where titles in it have 〈〉 -->
  <xsl:variable name="cited-title"
                select="translate($plan/@title, substring('《》〈〉', 1, 4 * contains($plan/@title, '《')), '〈〉《》')"/>

  <!-- what the plan calls itself after it has been named in full: the kind of text that its title ends in, the longer names of
       it first; brackets behind it, （试行） or （2026—2028年）, don't belong to it -->
  <xsl:variable name="kinds" select="concat('工作方案 实施方案 行动方案 总体方案 分工方案 方案 工作要点 要点 行动计划 工作计划 实施计划 计划 ',
    '实施意见 工作意见 指导意见 若干意见 意见 规划纲要 行动纲要 纲要 规划 任务清单 责任清单 项目清单 清单 若干措施 政策措施 措施 ',
    '实施办法 管理办法 办法 实施细则 细则 工作安排 安排 任务分工 分工 任务分解表 任务分解 政府工作报告 工作报告 任务书 责任书 路线图 ')"/>
  <xsl:variable name="titled">
    <xsl:call-template name="without-bracket"><xsl:with-param name="text" select="$cited-title"/></xsl:call-template>
  </xsl:variable>
  <xsl:template name="short-title">
    <xsl:param name="of" select="$kinds"/>
    <xsl:variable name="kind" select="substring-before($of, ' ')"/>
    <xsl:choose>
      <xsl:when test="$kind = ''"><xsl:value-of select="$cited-title"/></xsl:when>
      <xsl:when test="substring($titled, string-length($titled) - string-length($kind) + 1) = $kind">
        <xsl:value-of select="$kind"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="short-title"><xsl:with-param name="of" select="substring-after($of, ' ')"/></xsl:call-template>
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

  <!-- 贵厅 or 我办: an office called by the last character of its name, without what stands in brackets after it; where that
       tells nothing, of its full name, if one is given. Many at once (各市州人民政府) are 你们. -->
  <xsl:template name="call-office">
    <xsl:param name="name"/>
    <xsl:param name="full"/>
    <xsl:param name="by"/>
    <xsl:variable name="plain">
      <xsl:call-template name="without-bracket"><xsl:with-param name="text" select="$name"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="last" select="substring($plain, string-length($plain))"/>
    <xsl:variable name="two" select="substring($plain, string-length($plain) - 1)"/>
    <xsl:variable name="three" select="substring($plain, string-length($plain) - 2)"/>
    <xsl:variable name="call">
      <xsl:choose>
        <xsl:when test="$three = '委员会' or $two = '委会'">委</xsl:when>
        <xsl:when test="$three = '办公室'">办</xsl:when>
        <xsl:when test="$two = '总队' or $two = '支队' or $two = '大队' or $two = '总站'"><xsl:value-of select="$two"/></xsl:when>
        <xsl:when test="$last != '' and contains('厅局部委办行院会署校所队社处站馆台室', $last)"><xsl:value-of select="$last"/></xsl:when>
        <!-- 残联, 妇联, 工商联 and 科协 are 会 -->
        <xsl:when test="$last = '联' or $last = '协'">会</xsl:when>
        <xsl:when test="$two = '海关'">关</xsl:when>
        <xsl:when test="$two = '大学' or $two = '中学' or $two = '小学'">校</xsl:when>
        <xsl:when test="$two = '中心' or $two = '公司' or $two = '集团' or $two = '专班' or $two = '街道'">
          <xsl:value-of select="$two"/>
        </xsl:when>
        <xsl:when test="$two = '政府'">
          <xsl:variable name="place">
            <xsl:call-template name="without-end">
              <xsl:with-param name="text" select="$plain"/><xsl:with-param name="ends" select="'人民政府 政府 '"/>
            </xsl:call-template>
          </xsl:variable>
          <xsl:choose>
            <!-- not 贵州, which is a province -->
            <xsl:when test="substring($place, string-length($place)) = '州'">自治州</xsl:when>
            <xsl:otherwise><xsl:call-template name="call-place"><xsl:with-param name="place" select="$place"/></xsl:call-template></xsl:otherwise>
          </xsl:choose>
        </xsl:when>
        <!-- 南宁市, where its government is meant; a name that ends in 州 may be a city's -->
        <xsl:when test="$three = '自治州'">自治州</xsl:when>
        <xsl:otherwise><xsl:call-template name="call-place"><xsl:with-param name="place" select="$plain"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="starts-with($name, '各') or starts-with($name, '有关') or starts-with($name, '相关')">你们</xsl:when>
      <xsl:when test="$call != ''"><xsl:value-of select="concat($by, $call)"/></xsl:when>
      <xsl:when test="$full != ''">
        <xsl:call-template name="call-office">
          <xsl:with-param name="name" select="$full"/><xsl:with-param name="by" select="$by"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$two = '政府'"><xsl:value-of select="concat($by, $two)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($by, '单位')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a place by what it is: 市; nothing where it isn't one that is governed -->
  <xsl:variable name="no-places" select="concat('发区 开区 园区 验区 范区 景区 税区 军区 分区 备区 社区 校区 院区 片区 易区 贸区 作区 能区 ',
                                                '假区 护区 集区 聚区 务区 业区 济区 理区 联盟 ')"/>
  <xsl:template name="call-place">
    <xsl:param name="place"/>
    <xsl:variable name="last" select="substring($place, string-length($place))"/>
    <xsl:if test="$last != '' and contains('省市县区旗盟乡镇', $last)
                  and not(contains($no-places, concat(substring($place, string-length($place) - 1), ' ')))">
      <xsl:value-of select="$last"/>
    </xsl:if>
  </xsl:template>

  <!-- names of the units that the elements refer to, joined by 、 -->
  <xsl:template name="unit-names">
    <xsl:param name="of"/>
    <xsl:for-each select="$of">
      <xsl:if test="position() &gt; 1">、</xsl:if>
      <xsl:value-of select="key('unit', string(@unit))/@name"/>
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

  <!-- a note to stand in brackets or before a mark of ours: without a full stop or the like of its own, and without brackets
       around the whole -->
  <xsl:template name="unclosed">
    <xsl:param name="text"/>
    <xsl:variable name="bare"
                  select="substring($text, 1, string-length($text) - contains('。；，、', substring($text, string-length($text))))"/>
    <xsl:choose>
      <xsl:when test="starts-with(translate($bare, '(', '（'), '（')
                      and translate(substring($bare, string-length($bare)), ')', '）') = '）'">
        <xsl:variable name="inside" select="substring($bare, 2, string-length($bare) - 2)"/>
        <xsl:variable name="wide" select="translate($inside, '()', '（）')"/>
        <xsl:choose>
          <!-- not （一）甲（二）, where the first one closes before -->
          <xsl:when test="not(contains($wide, '）')) or contains(substring-before($wide, '）'), '（')">
            <xsl:call-template name="unclosed"><xsl:with-param name="text" select="$inside"/></xsl:call-template>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="$bare"/></xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$bare"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what may end a sentence or a heading -->
  <xsl:variable name="marks" select="'。！？…：；.!?:;'"/>
  <!-- a sentence or heading of its own: with a mark, also one that stands before what closes a quotation or bracket -->
  <xsl:template match="r:p" mode="closed" name="closed">
    <xsl:param name="text" select="string()"/>
    <xsl:variable name="last" select="substring($text, string-length($text))"/>
    <xsl:value-of select="$text"/>
    <xsl:if test="not(contains($marks, $last)
                      or contains('”’）」』', $last) and contains($marks, substring($text, string-length($text) - 1, 1)))">。</xsl:if>
  </xsl:template>

  <!-- text without the brackets at its end, （2026—2028年）（试行）, and those inside them -->
  <xsl:template name="without-bracket">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="not(contains('）)', substring($text, string-length($text))))"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="translate($text, '(（', '') = $text"><xsl:value-of select="substring($text, 1, string-length($text) - 1)"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="wide" select="translate($text, '()', '（）')"/>
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
