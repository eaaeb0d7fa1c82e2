<?xml version="1.0" encoding="UTF-8"?>
<!--
  index.html: the set at a glance, for a browser and a phone, and for the printer. One file: no scripts, nothing loaded from
  elsewhere; it links to the bulletin and the letters beside it. A light is always told by shape and word, its colour
  comes on top; bars and meters only repeat what stands in words, and are hidden from screen readers.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                exclude-result-prefixes="r">
  <xsl:include href="common.xsl"/>
  <xsl:include href="figures.xsl"/>
  <xsl:include href="whole.xsl"/>
  <xsl:include href="overview-style.xsl"/>
  <xsl:include href="overview-trend.xsl"/>
  <xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat" indent="no"/>

  <xsl:variable name="title" select="concat($year-period, '重点任务', $standing)"/>

  <xsl:template match="/">
    <html lang="zh-CN">
      <head>
        <title><xsl:value-of select="concat($title, ' · ', $plan/@title)"/></title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="author" content="{$issuer}"/>
        <xsl:call-template name="style"/>
      </head>
      <body>
        <xsl:if test="$sample != ''"><xsl:attribute name="data-watermark"><xsl:value-of select="$sample"/></xsl:attribute></xsl:if>
        <div class="page">
          <xsl:call-template name="head"/>
          <main>
            <xsl:if test="$total/@total &gt; 0">
              <xsl:call-template name="overall"/>
              <xsl:if test="$report/r:trend/r:quarter[2]"><xsl:call-template name="trend"/></xsl:if>
            </xsl:if>
            <xsl:if test="$with-problems"><xsl:call-template name="problems"/></xsl:if>
            <xsl:call-template name="targets"/>
            <xsl:call-template name="units"/>
          </main>
          <xsl:call-template name="foot"/>
        </div>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="head">
    <header>
      <div class="office"><xsl:value-of select="$issuer"/></div>
      <h1><xsl:value-of select="$title"/></h1>
      <p><xsl:value-of select="concat($full-title, '（', $report/r:promulgation/r:number, '）')"/></p>
      <p class="faint whole">
        <xsl:value-of select="concat('数据截至', $asof, '，')"/>
        <xsl:call-template name="date"><xsl:with-param name="iso" select="$report/r:issuance/r:imprint/@date"/></xsl:call-template>
        <xsl:text>印发</xsl:text>
        <xsl:if test="$report/@correction = 'true'">（更正）</xsl:if>
      </p>
      <xsl:if test="$sample != ''">
        <p><strong class="sample"><xsl:value-of select="concat($sample, '：数据为虚构，仅供试用')"/></strong></p>
      </xsl:if>
      <nav aria-label="本页内容">
        <ul>
          <li>
            <xsl:if test="not($report/@no-bulletin)"><a href="bulletin.pdf">通报全文（PDF）</a></xsl:if>
            <xsl:if test="$report/@no-bulletin">通报全文（暂缺）</xsl:if>
          </li>
          <xsl:if test="$total/@total &gt; 0">
            <li><a href="#overall"><xsl:value-of select="concat('总体', $progress)"/></a></li>
            <xsl:if test="$report/r:trend/r:quarter[2]"><li><a href="#trend">季度走势</a></li></xsl:if>
          </xsl:if>
          <xsl:if test="$with-problems"><li><a href="#problems">需要关注</a></li></xsl:if>
          <li><a href="#targets">任务目标</a></li>
          <li><a href="#units">责任单位</a></li>
        </ul>
      </nav>
    </header>
  </xsl:template>

  <!-- ==== 总体进展 ==== -->

  <xsl:template name="overall">
    <section id="overall" class="overall" aria-labelledby="overall-h">
      <h2 id="overall-h"><xsl:value-of select="concat('总体', $progress)"/></h2>
      <p class="clauses">
        <xsl:value-of select="concat('任务', count($plan//r:task), '项，量化目标', $total/@total, '个，责任单位')"/>
        <xsl:value-of select="concat(count($report/r:units/r:unit[@lead-tasks &gt; 0 or @support-tasks &gt; 0]), '个。')"/>
        <xsl:if test="$total/@mean">
          <xsl:call-template name="mean-share"/>
          <xsl:if test="$figures[@measure = 'count' and not(@ceiling) and @value and not(@share)]">
            <xsl:value-of select="concat('（已报送但', $no-progress, '的按0计算）')"/>
          </xsl:if>
          <xsl:text>。</xsl:text>
        </xsl:if>
      </p>
      <xsl:apply-templates select="$total" mode="bar"/>
      <dl class="counts">
        <xsl:call-template name="count"><xsl:with-param name="light" select="'green'"/></xsl:call-template>
        <xsl:call-template name="count"><xsl:with-param name="light" select="'yellow'"/></xsl:call-template>
        <xsl:call-template name="count"><xsl:with-param name="light" select="'red'"/></xsl:call-template>
        <xsl:call-template name="count"><xsl:with-param name="light" select="'grey'"/></xsl:call-template>
      </dl>
    </section>
  </xsl:template>

  <xsl:template name="count">
    <xsl:param name="light"/>
    <div>
      <dt class="{$light}">
        <xsl:call-template name="light"><xsl:with-param name="light" select="$light"/></xsl:call-template>
      </dt>
      <dd><span class="big number"><xsl:value-of select="$total/@*[name() = $light]"/></span> 个</dd>
      <dd class="faint">
        <xsl:choose>
          <xsl:when test="$light = 'grey'">
            <xsl:attribute name="class">faint whole</xsl:attribute>
            <xsl:if test="$total/@missing &gt; 0"><xsl:value-of select="concat('未报送', $total/@missing, '个')"/></xsl:if>
            <xsl:if test="$total/@missing &gt; 0 and $total/@na &gt; 0">，</xsl:if>
            <xsl:if test="$total/@na &gt; 0"><xsl:value-of select="concat('暂无数据', $total/@na, '个')"/></xsl:if>
            <xsl:if test="$total/@grey = 0"><xsl:value-of select="$unknown"/></xsl:if>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="light-rule">
              <xsl:with-param name="light" select="$light"/><xsl:with-param name="figures" select="$figures"/>
              <xsl:with-param name="ceilings" select="$ceilings"/><xsl:with-param name="yardstick" select="$yardstick"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </dd>
    </div>
  </xsl:template>

  <!-- ●绿灯 正常 -->
  <xsl:template name="light">
    <xsl:param name="light" select="@light"/>
    <span aria-hidden="true"><xsl:call-template name="shape"><xsl:with-param name="light" select="$light"/></xsl:call-template></span>
    <xsl:call-template name="light-name"><xsl:with-param name="light" select="$light"/></xsl:call-template>
    <xsl:variable name="words">
      <xsl:call-template name="words-of-light">
        <xsl:with-param name="light" select="$light"/>
        <xsl:with-param name="figures" select="$figures"/><xsl:with-param name="ceilings" select="$ceilings"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$light != 'grey' and $words != ''"><xsl:value-of select="concat(' · ', $words)"/></xsl:if>
  </xsl:template>

  <!-- counted lights as a bar -->
  <xsl:template match="r:tally" mode="bar">
    <div class="bar" aria-hidden="true">
      <xsl:if test="@green &gt; 0"><span class="green" style="flex:{@green}"/></xsl:if>
      <xsl:if test="@yellow &gt; 0"><span class="yellow" style="flex:{@yellow}"/></xsl:if>
      <xsl:if test="@red &gt; 0"><span class="red" style="flex:{@red}"/></xsl:if>
      <xsl:if test="@grey &gt; 0"><span class="grey" style="flex:{@grey}"/></xsl:if>
    </div>
  </xsl:template>

  <!-- and in words: ●绿灯11 ▲黄灯1 -->
  <xsl:template match="r:tally" mode="words">
    <span class="lights">
      <xsl:if test="@green &gt; 0"><span class="green">●绿灯<xsl:value-of select="@green"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:if test="@yellow &gt; 0"><span class="yellow">▲黄灯<xsl:value-of select="@yellow"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:if test="@red &gt; 0"><span class="red">■红灯<xsl:value-of select="@red"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:if test="@missing &gt; 0"><span class="grey">○未报送<xsl:value-of select="@missing"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:if test="@na &gt; 0"><span class="grey">○暂无数据<xsl:value-of select="@na"/></span></xsl:if>
    </span>
  </xsl:template>

  <!-- ==== 需要关注 ==== -->

  <xsl:template name="problems">
    <section id="problems" aria-labelledby="problems-h">
      <h2 id="problems-h">需要关注</h2>
      <ul class="plain list">
        <xsl:apply-templates select="$problems[@light = 'red']" mode="problem"/>
        <xsl:apply-templates select="$problems[@light = 'yellow']" mode="problem"/>
        <xsl:apply-templates select="$problems[@state = 'missing']" mode="problem"/>
        <xsl:apply-templates select="$silent" mode="problem"/>
      </ul>
    </section>
  </xsl:template>

  <xsl:template match="r:figure" mode="problem">
    <li class="clauses">
      <strong><xsl:apply-templates select="." mode="light"/></strong>
      <xsl:text>　</xsl:text>
      <xsl:call-template name="held">
        <xsl:with-param name="text"><xsl:apply-templates select="." mode="stand"/></xsl:with-param>
      </xsl:call-template>
      <xsl:text>。</xsl:text>
      <p class="faint">
        <xsl:if test="@note">
          <xsl:call-template name="closed"><xsl:with-param name="text" select="@note"/></xsl:call-template>
        </xsl:if>
        <xsl:call-template name="led-by"><xsl:with-param name="of" select="../r:lead"/></xsl:call-template>
      </p>
    </li>
  </xsl:template>

  <xsl:template match="r:task" mode="problem">
    <li class="clauses">
      <strong>
        <span class="light grey">
          <span aria-hidden="true">
            <xsl:call-template name="shape"><xsl:with-param name="light" select="'grey'"/></xsl:call-template>
          </span>
          <xsl:text>未报送</xsl:text>
        </span>
      </strong>
      <xsl:text>　</xsl:text>
      <xsl:call-template name="unclosed"><xsl:with-param name="text" select="@title"/></xsl:call-template>
      <xsl:value-of select="concat('尚未报送', $standing, '。')"/>
      <p class="faint"><xsl:call-template name="led-by"><xsl:with-param name="of" select="r:lead"/></xsl:call-template></p>
    </li>
  </xsl:template>

  <xsl:template name="led-by">
    <xsl:param name="of"/>
    <xsl:text>牵头单位：</xsl:text>
    <span class="whole"><xsl:call-template name="unit-names"><xsl:with-param name="of" select="$of"/></xsl:call-template></span>
  </xsl:template>

  <!-- a figure's sentence, in which no line parts a number from its unit -->
  <xsl:template name="held">
    <xsl:param name="text"/>
    <xsl:variable name="digits" select="translate($text, '123456789', '000000000')"/>
    <xsl:variable name="start" select="string-length(substring-before($digits, '0'))"/>
    <xsl:choose>
      <xsl:when test="contains($digits, '0')">
        <!-- the number ends before the first character that is none of its own -->
        <xsl:variable name="rest" select="translate(substring($digits, $start + 1), '.-%', '000')"/>
        <xsl:variable name="next" select="substring(translate($rest, '0', ''), 1, 1)"/>
        <xsl:variable name="size" select="string-length(substring-before(concat($rest, ' '),
                                                                         concat($next, substring(' ', 1, $next = ''))))"/>
        <xsl:variable name="behind" select="substring($text, $start + $size + 1)"/>
        <xsl:variable name="unit" select="string-length(@unit) * starts-with($behind, @unit)
                                          + 4 * (starts-with($behind, '个百分点') and not(starts-with($behind, @unit)))"/>
        <!-- browsers break between the span and a mark that stands behind it; there may be two: ）， -->
        <xsl:variable name="marks" select="translate(substring($behind, $unit + 1, 2), '，。；：、）', '××××××')"/>
        <xsl:variable name="mark" select="starts-with($marks, '×') + ($marks = '××')"/>
        <xsl:value-of select="substring($text, 1, $start)"/>
        <span class="number"><xsl:value-of select="substring($text, $start + 1, $size + $unit + $mark)"/></span>
        <xsl:call-template name="held"><xsl:with-param name="text" select="substring($behind, $unit + $mark + 1)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:figure" mode="light">
    <span class="light {@light}">
      <span aria-hidden="true"><xsl:call-template name="shape"/></span>
      <xsl:apply-templates select="." mode="word"/>
    </span>
  </xsl:template>

  <!-- ==== 任务目标 ==== -->

  <xsl:template name="targets">
    <section id="targets" aria-labelledby="targets-h">
      <h2 id="targets-h">任务目标</h2>
      <xsl:apply-templates select="$plan/r:part/r:area | $plan/r:part[r:area]/r:task | $plan/r:part[r:task and not(r:area)]" mode="group"/>
    </section>
  </xsl:template>

  <!-- an area; a part of nothing but tasks; or one of the tasks that stand beside areas, which has the rank of one -->
  <xsl:template match="r:area | r:part | r:task" mode="group">
    <xsl:variable name="tasks" select="self::r:task | r:task"/>
    <details>
      <summary>
        <div class="row">
          <h3><xsl:value-of select="@title"/></h3>
          <xsl:if test="r:tally/@total &gt; 0"><xsl:apply-templates select="r:tally" mode="words"/></xsl:if>
          <xsl:if test="not(r:tally/@total &gt; 0)">
            <span class="faint"><xsl:value-of select="concat('任务', count($tasks), '项，未设量化目标')"/></span>
          </xsl:if>
        </div>
        <xsl:if test="r:tally/@total &gt; 0"><xsl:apply-templates select="r:tally" mode="bar"/></xsl:if>
      </summary>
      <xsl:if test="$tasks/r:figure">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">目标</th><th scope="col">目标要求</th><th scope="col">完成情况</th>
              <th scope="col">完成率</th><th scope="col">评价</th><th scope="col">牵头单位</th>
            </tr>
          </thead>
          <tbody><xsl:apply-templates select="$tasks/r:figure" mode="row"/></tbody>
        </table>
      </xsl:if>
      <!-- and what no target measures, or was told besides -->
      <xsl:variable name="told" select="$tasks[not(r:figure) or r:words]"/>
      <xsl:if test="$told">
        <table class="tasks">
          <thead>
            <tr><th scope="col">任务</th><th scope="col"><xsl:value-of select="$standing"/></th><th scope="col">牵头单位</th></tr>
          </thead>
          <tbody><xsl:apply-templates select="$told" mode="row"/></tbody>
        </table>
      </xsl:if>
    </details>
  </xsl:template>

  <xsl:template match="r:figure" mode="row">
    <tr>
      <th scope="row"><xsl:apply-templates select="." mode="name"/></th>
      <td data-label="目标要求"><span class="whole"><xsl:call-template name="figure-asked"/></span></td>
      <td data-label="完成情况"><span class="whole"><xsl:apply-templates select="." mode="done"/></span></td>
      <td data-label="完成率">
        <span>
          <span class="number"><xsl:apply-templates select="." mode="share"/></span>
          <xsl:text> </xsl:text>
          <span class="number faint"><xsl:value-of select="concat('应达', @due, '%')"/></span>
          <xsl:if test="@bar"><xsl:apply-templates select="." mode="meter"/></xsl:if>
        </span>
      </td>
      <td data-label="评价"><span><xsl:apply-templates select="." mode="light"/></span></td>
      <td data-label="牵头单位">
        <span class="whole">
          <xsl:call-template name="unit-names"><xsl:with-param name="of" select="../r:lead"/></xsl:call-template>
        </span>
      </td>
    </tr>
  </xsl:template>

  <!-- the share, with a tick at what was due; the track ends at 125 % -->
  <xsl:template match="r:figure" mode="meter">
    <xsl:variable name="end" select="1.25"/>
    <span class="meter {@light}" aria-hidden="true">
      <i style="width:{format-number(@bar div $end, '0.##')}%"/>
      <b style="left:{format-number(@due div $end, '0.##')}%"/>
    </span>
  </xsl:template>

  <xsl:template match="r:task" mode="row">
    <tr>
      <th scope="row"><xsl:value-of select="@title"/></th>
      <td data-label="{$standing}">
        <span>
          <xsl:apply-templates select="r:words/r:p" mode="closed"/>
          <xsl:if test="not(r:words)">未报送</xsl:if>
        </span>
      </td>
      <td data-label="牵头单位">
        <span class="whole">
          <xsl:call-template name="unit-names"><xsl:with-param name="of" select="r:lead"/></xsl:call-template>
        </span>
      </td>
    </tr>
  </xsl:template>

  <!-- ==== 责任单位 ==== -->

  <xsl:template name="units">
    <section id="units" aria-labelledby="units-h">
      <h2 id="units-h">责任单位</h2>
      <ul class="plain units"><xsl:apply-templates select="$report/r:units/r:unit"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="r:unit">
    <li>
      <div class="row">
        <h3 class="whole"><xsl:value-of select="@name"/></h3>
        <xsl:if test="@rank"><span class="faint number"><xsl:value-of select="concat('第', @rank, '名')"/></span></xsl:if>
      </div>
      <div class="faint whole">
        <xsl:if test="@lead-tasks &gt; 0"><xsl:value-of select="concat('牵头任务', @lead-tasks, '项')"/></xsl:if>
        <xsl:if test="@lead-tasks &gt; 0 and @support-tasks &gt; 0">，</xsl:if>
        <xsl:if test="@support-tasks &gt; 0"><xsl:value-of select="concat('配合任务', @support-tasks, '项')"/></xsl:if>
      </div>
      <xsl:if test="r:lead/r:tally/@total &gt; 0">
        <xsl:apply-templates select="r:lead/r:tally" mode="bar"/>
        <xsl:apply-templates select="r:lead/r:tally" mode="words"/>
      </xsl:if>
      <div class="letter">
        <xsl:variable name="name">
          <xsl:choose>
            <xsl:when test="@self = 'true'">工作任务清单</xsl:when>
            <xsl:when test="@number"><xsl:value-of select="@number"/></xsl:when>
            <xsl:otherwise>函</xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:if test="@file"><a href="{@file}"><xsl:value-of select="concat($name, '（PDF）')"/></a></xsl:if>
        <xsl:if test="not(@file)"><xsl:value-of select="concat($name, '（暂缺）')"/></xsl:if>
      </div>
    </li>
  </xsl:template>

  <!-- ==== the foot ==== -->

  <xsl:template name="foot">
    <footer class="faint">
      <xsl:if test="$total/@total &gt; 0">
        <p>
          <xsl:text>评价：</xsl:text>
          <xsl:call-template name="rule"><xsl:with-param name="light" select="'green'"/></xsl:call-template>
          <xsl:call-template name="rule"><xsl:with-param name="light" select="'yellow'"/></xsl:call-template>
          <xsl:call-template name="rule"><xsl:with-param name="light" select="'red'"/></xsl:call-template>
          <xsl:value-of select="concat('○为', $unknown, '。')"/>
          <xsl:if test="$ceilings">
            <xsl:text>控制类目标的完成率为</xsl:text>
            <xsl:call-template name="ceiling-share"><xsl:with-param name="ceilings" select="$ceilings"/></xsl:call-template>
            <xsl:text>。</xsl:text>
          </xsl:if>
          <xsl:variable name="about">
            <xsl:call-template name="about-rule"><xsl:with-param name="figures" select="$figures"/></xsl:call-template>
          </xsl:variable>
          <xsl:if test="$about != ''"><xsl:value-of select="concat($about, '。')"/></xsl:if>
        </p>
        <p>单位名次和灯数只计牵头任务的目标；共同牵头的目标分别计入各牵头单位。进度条中的竖线为应达比例。</p>
      </xsl:if>
      <p>
        <xsl:value-of select="concat($issuer, '，')"/>
        <xsl:value-of select="$report/r:issuance/r:bulletin/@number"/>
      </p>
    </footer>
  </xsl:template>

  <xsl:template name="rule">
    <xsl:param name="light"/>
    <xsl:variable name="rule">
      <xsl:call-template name="light-rule">
        <xsl:with-param name="light" select="$light"/><xsl:with-param name="figures" select="$figures"/>
        <xsl:with-param name="ceilings" select="$ceilings"/><xsl:with-param name="yardstick" select="$yardstick"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$rule != ''">
      <xsl:call-template name="shape"><xsl:with-param name="light" select="$light"/></xsl:call-template>
      <xsl:call-template name="light-name"><xsl:with-param name="light" select="$light"/></xsl:call-template>
      <xsl:value-of select="concat('为', $rule, '；')"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
