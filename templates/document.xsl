<?xml version="1.0" encoding="UTF-8"?>
<!--
  What bulletin and letters share as documents: head, signature, imprint, the table of targets and its charts. The result
  is a document of urn:tongbao:document; one that its vocabulary doesn't allow is refused as it is read.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                xmlns="urn:tongbao:document" exclude-result-prefixes="r">

  <xsl:include href="common.xsl"/>
  <xsl:include href="figures.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <!-- whether the 版记 stands on an even page, as is custom where both sides are printed: true or false -->
  <xsl:variable name="imprint-even" select="'false'"/>

  <!-- attributes of the document itself -->
  <xsl:template name="document-attributes">
    <xsl:attribute name="lang">zh-CN</xsl:attribute>
    <xsl:if test="$sample != ''"><xsl:attribute name="watermark"><xsl:value-of select="$sample"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- kind: of document, and to whom it goes by the full name -->
  <xsl:template name="meta">
    <xsl:param name="title"/>
    <xsl:param name="kind"/>
    <meta title="{$title}" author="{$issuer}" subject="{$plan/@title}" date="{$report/r:issuance/@dated}"
          keywords="{$kind}，{$year-period}，{$report/r:promulgation/r:number}"/>
  </xsl:template>

  <!-- what a title says that it tells of: 《…》2024年前三季度重点任务进展情况 -->
  <xsl:template name="subject">
    <!-- a plan that names its year needn't hear it again -->
    <xsl:variable name="named"><xsl:call-template name="names-its-year"/></xsl:variable>
    <xsl:value-of select="$full-title"/>
    <xsl:if test="$named = 'true'"><xsl:value-of select="$period"/></xsl:if>
    <xsl:if test="$named = 'false'"><xsl:value-of select="$year-period"/></xsl:if>
    <xsl:value-of select="concat('重点任务', $standing)"/>
  </xsl:template>
  <!-- true where a title names the year, and not only as the end of several: 2026—2028年, 2026年至2028年, 到2028年 -->
  <xsl:template name="names-its-year">
    <xsl:param name="title" select="translate($plan/@title, '－–-~～―至到、和及与 ', '————————————')"/>
    <xsl:variable name="year" select="concat($report/@year, '年')"/>
    <xsl:variable name="before" select="substring-before($title, $year)"/>
    <xsl:variable name="behind" select="substring-after($title, $year)"/>
    <xsl:choose>
      <xsl:when test="not(contains($title, $year))">false</xsl:when>
      <xsl:when test="substring($before, string-length($before)) != '—' and not(starts-with($behind, '—'))">true</xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="names-its-year"><xsl:with-param name="title" select="$behind"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 版头; of is the issue file's bulletin or letters. A mark that ends in 文件 gives name and suffix apart, so that
       the two can stand beside each other. -->
  <xsl:template name="head">
    <xsl:param name="of"/>
    <xsl:param name="mark"/>
    <xsl:param name="number"/>
    <xsl:variable name="suffixed" select="substring($mark, string-length($mark) - 1) = '文件'"/>
    <head>
      <!-- 份号 has six digits -->
      <xsl:if test="$of/@copy-number">
        <copy-number><xsl:value-of select="format-number($of/@copy-number, '000000')"/></copy-number>
      </xsl:if>
      <xsl:if test="$of/@secrecy-level">
        <secrecy level="{$of/@secrecy-level}">
          <xsl:if test="$of/@secrecy-term">
            <xsl:attribute name="term"><xsl:value-of select="$of/@secrecy-term"/></xsl:attribute>
          </xsl:if>
        </secrecy>
      </xsl:if>
      <xsl:if test="$of/@urgency"><urgency><xsl:value-of select="$of/@urgency"/></urgency></xsl:if>
      <mark>
        <xsl:if test="$suffixed"><xsl:attribute name="suffix">文件</xsl:attribute></xsl:if>
        <name><xsl:value-of select="substring($mark, 1, string-length($mark) - 2 * $suffixed)"/></name>
      </mark>
      <xsl:if test="$number"><number><xsl:value-of select="$number"/></number></xsl:if>
      <xsl:if test="$of/@signer"><signer label="签发人："><xsl:value-of select="$of/@signer"/></signer></xsl:if>
    </head>
  </xsl:template>

  <xsl:template name="signature">
    <signature>
      <by><xsl:value-of select="$issuer"/></by>
      <date>
        <xsl:call-template name="date"><xsl:with-param name="iso" select="$report/r:issuance/@dated"/></xsl:call-template>
      </date>
      <xsl:for-each select="$report/r:issuance/r:seal"><seal image="{@image}" width="{@width}"/></xsl:for-each>
    </signature>
  </xsl:template>

  <!-- 附注 -->
  <xsl:template name="remarks">
    <xsl:if test="$issue/@note">
      <note>
        <xsl:text>（</xsl:text>
        <xsl:call-template name="unclosed"><xsl:with-param name="text" select="$issue/@note"/></xsl:call-template>
        <xsl:text>）</xsl:text>
      </note>
    </xsl:if>
  </xsl:template>

  <!-- 抄送 -->
  <xsl:template name="copies">
    <xsl:param name="to"/>
    <xsl:if test="$to">
      <line label="抄送：">
        <xsl:call-template name="join">
          <xsl:with-param name="of" select="$to"/><xsl:with-param name="end" select="'。'"/>
        </xsl:call-template>
      </line>
    </xsl:if>
  </xsl:template>

  <!-- a heading with its number; the caller says which -->
  <xsl:template name="heading">
    <xsl:param name="level" select="1"/>
    <xsl:param name="number"/>
    <xsl:param name="text"/>
    <xsl:param name="id"/>
    <h level="{$level}">
      <xsl:if test="$id"><xsl:attribute name="id"><xsl:value-of select="$id"/></xsl:attribute></xsl:if>
      <xsl:attribute name="number">
        <xsl:call-template name="numbering">
          <xsl:with-param name="level" select="$level"/><xsl:with-param name="number" select="$number"/>
        </xsl:call-template>
      </xsl:attribute>
      <xsl:value-of select="$text"/>
    </h>
  </xsl:template>

  <!-- the shape of a figure's light in its colour -->
  <xsl:template name="lamp">
    <xsl:choose>
      <xsl:when test="@light = 'green'"><light value="green">●</light></xsl:when>
      <xsl:when test="@light = 'yellow'"><light value="yellow">▲</light></xsl:when>
      <xsl:when test="@light = 'red'"><light value="red">■</light></xsl:when>
      <xsl:otherwise><light value="grey">○</light></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ●绿灯, which no line divides: U+2060 holds it together, and isn't there for who copies or searches the text -->
  <xsl:template name="named-lamp">
    <xsl:param name="light" select="@light"/>
    <xsl:variable name="name" select="substring-before(substring-after($names, $light), ' ')"/>
    <light value="{$light}"><xsl:call-template name="shape"><xsl:with-param name="light" select="$light"/></xsl:call-template></light>
    <xsl:value-of select="concat('&#x2060;', substring($name, 1, 1), '&#x2060;', substring($name, 2))"/>
  </xsl:template>

  <!-- ●绿灯（正常）为…；▲黄灯（偏慢）为…；■红灯（滞后）为…；○为…; the words in brackets are those of the tables. A light that
       none of the figures can have isn't told of. -->
  <xsl:template name="light-rules">
    <xsl:call-template name="named-rule"><xsl:with-param name="light" select="'green'"/></xsl:call-template>
    <xsl:call-template name="named-rule"><xsl:with-param name="light" select="'yellow'"/></xsl:call-template>
    <xsl:call-template name="named-rule"><xsl:with-param name="light" select="'red'"/></xsl:call-template>
    <light value="grey">○</light>
    <xsl:value-of select="concat('为', $unknown)"/>
  </xsl:template>

  <xsl:template name="named-rule">
    <xsl:param name="light"/>
    <xsl:variable name="rule">
      <xsl:call-template name="light-rule">
        <xsl:with-param name="light" select="$light"/><xsl:with-param name="figures" select="$figures"/>
        <xsl:with-param name="ceilings" select="$ceilings"/><xsl:with-param name="yardstick" select="$yardstick"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$rule != ''">
      <xsl:call-template name="named-lamp"><xsl:with-param name="light" select="$light"/></xsl:call-template>
      <xsl:text>（</xsl:text>
      <xsl:call-template name="words-of-light">
        <xsl:with-param name="light" select="$light"/>
        <xsl:with-param name="figures" select="$figures"/><xsl:with-param name="ceilings" select="$ceilings"/>
      </xsl:call-template>
      <xsl:value-of select="concat('）为', $rule, '；')"/>
    </xsl:if>
  </xsl:template>

  <!-- ==== the table of targets ==== -->

  <!-- what has to be said of a table's columns; change: the head of the column of changes, where there is one; since: what
       they are told against -->
  <xsl:template name="column-notes">
    <xsl:param name="change"/>
    <xsl:param name="since"/>
    <xsl:text>完成率为</xsl:text>
    <xsl:choose>
      <xsl:when test="count($ceilings) = count($figures)">
        <xsl:call-template name="ceiling-share"><xsl:with-param name="ceilings" select="$ceilings"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>完成值与目标值之比</xsl:text>
        <xsl:variable name="ranges" select="$figures/@bound = 'range'"/>
        <xsl:if test="$ranges or $ceilings">
          <xsl:text>（</xsl:text>
          <xsl:if test="$ranges">区间目标与下限相比</xsl:if>
          <xsl:if test="$ranges and $ceilings">；</xsl:if>
          <xsl:if test="$ceilings">
            <xsl:text>控制类目标为</xsl:text>
            <xsl:call-template name="ceiling-share"><xsl:with-param name="ceilings" select="$ceilings"/></xsl:call-template>
          </xsl:if>
          <xsl:text>）</xsl:text>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>；应达为</xsl:text>
    <xsl:if test="$yardstick = '时序进度'"><xsl:value-of select="concat('截至', $asof, '的')"/></xsl:if>
    <xsl:value-of select="concat($yardstick, '要求')"/>
    <xsl:if test="$yardstick = '时序进度'"><xsl:call-template name="paceless"/></xsl:if>
    <xsl:if test="$change"><xsl:value-of select="concat('；“', $change, '”为本期与', $since, '报送数据的差额')"/></xsl:if>
    <xsl:variable name="about">
      <xsl:call-template name="about-rule"><xsl:with-param name="figures" select="$figures"/></xsl:call-template>
    </xsl:variable>
    <xsl:if test="$about != ''"><xsl:value-of select="concat('；', $about)"/></xsl:if>
    <xsl:text>。</xsl:text>
  </xsl:template>

  <!-- what is due whole at any date, beside what is due by and by -->
  <xsl:template name="paceless">
    <xsl:variable name="whole" select="$figures[@measure != 'count']"/>
    <xsl:variable name="quarterly" select="$figures[@period = 'quarter'][@measure = 'count']"/>
    <xsl:if test="$whole or $quarterly">
      <xsl:text>，</xsl:text>
      <xsl:if test="$whole">非数量类</xsl:if>
      <xsl:if test="$whole and $quarterly">和</xsl:if>
      <xsl:if test="$quarterly">按季</xsl:if>
      <xsl:text>目标为100%</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- one row a figure: what was asked, what was done, how it is judged, and who leads it; change: with what the quarter brought -->
  <xsl:template match="r:figure" mode="row">
    <xsl:param name="number" select="position()"/>
    <xsl:param name="change" select="false()"/>
    <tr>
      <td><xsl:value-of select="$number"/></td>
      <th scope="row"><xsl:call-template name="figure-name"/></th>
      <td><xsl:call-template name="figure-asked"/></td>
      <td><xsl:call-template name="figure-done"/></td>
      <xsl:if test="$change">
        <td>
          <xsl:value-of select="concat(substring('+', 1, @change &gt; 0), translate(@change, '-', '−'), substring('—', 1, not(@change)))"/>
        </td>
      </xsl:if>
      <xsl:call-template name="cells-judged"/>
      <!-- said once for all targets of a task -->
      <xsl:if test="not(preceding-sibling::r:figure)">
        <td rowspan="{count(../r:figure)}">
          <xsl:call-template name="unit-names"><xsl:with-param name="of" select="../r:lead"/></xsl:call-template>
        </td>
      </xsl:if>
    </tr>
  </xsl:template>

  <!-- the cells of a figure's row that judge it -->
  <xsl:template name="cells-judged">
    <td><xsl:call-template name="figure-share"/></td>
    <td><xsl:value-of select="@due"/>%</td>
    <td><xsl:call-template name="lamp"/><xsl:call-template name="figure-word"/></td>
  </xsl:template>

  <!-- ==== charts ==== -->

  <!-- a bar a figure, with a tick at what was due; who can't see it hears the same figures -->
  <xsl:template name="progress-chart">
    <xsl:param name="figures"/>
    <xsl:variable name="alt">
      <xsl:for-each select="$figures">
        <xsl:apply-templates select="." mode="name"/>
        <xsl:text>：</xsl:text>
        <xsl:apply-templates select="." mode="done-and-share"/>
        <xsl:value-of select="concat('，应达', @due, '%')"/>
        <xsl:if test="@state = 'reported'">
          <xsl:text>，</xsl:text><xsl:apply-templates select="." mode="word"/>
        </xsl:if>
        <xsl:if test="position() != last()">；</xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <chart kind="progress" alt="{$alt}。">
      <xsl:for-each select="$figures">
        <bar light="{@light}" due="{@due}">
          <xsl:attribute name="label"><xsl:apply-templates select="." mode="name"/></xsl:attribute>
          <xsl:if test="@bar"><xsl:attribute name="value"><xsl:value-of select="@bar"/></xsl:attribute></xsl:if>
          <xsl:attribute name="text">
            <xsl:call-template name="shape"/>
            <xsl:apply-templates select="." mode="done-and-share"/>
          </xsl:attribute>
        </bar>
      </xsl:for-each>
    </chart>
  </xsl:template>

  <xsl:template match="r:figure" mode="done-and-share">
    <xsl:apply-templates select="." mode="done"/>
    <xsl:if test="@share">
      <xsl:text>，</xsl:text>
      <xsl:if test="@ceiling and @measure = 'count'">已用</xsl:if>
      <xsl:value-of select="concat(@share, '%')"/>
    </xsl:if>
  </xsl:template>

  <!-- a bar of counted lights for each part, area, task or ranked unit; key: false where a table above has said what the shapes
       are -->
  <xsl:template name="lights-chart">
    <xsl:param name="of"/>
    <xsl:param name="key" select="true()"/>
    <xsl:variable name="alt">
      <xsl:for-each select="$of">
        <xsl:apply-templates select="." mode="lights-words"/>
        <xsl:if test="position() != last()">；</xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <chart kind="lights" alt="{$alt}。">
      <xsl:if test="$key"><xsl:call-template name="light-key"/></xsl:if>
      <xsl:apply-templates select="$of" mode="lights-bar"/>
    </chart>
  </xsl:template>

  <xsl:template match="r:part | r:area | r:task" mode="lights-words">
    <xsl:value-of select="concat(@title, '：')"/><xsl:apply-templates select="r:tally" mode="lights"/>
  </xsl:template>
  <xsl:template match="r:rank" mode="lights-words">
    <xsl:value-of select="concat(key('unit', @unit)/@name, '：')"/>
    <xsl:apply-templates select="key('unit', @unit)/r:lead/r:tally" mode="lights"/>
  </xsl:template>

  <xsl:template match="r:part | r:area | r:task" mode="lights-bar">
    <xsl:apply-templates select="r:tally" mode="bar"><xsl:with-param name="label" select="@title"/></xsl:apply-templates>
  </xsl:template>
  <xsl:template match="r:rank" mode="lights-bar">
    <xsl:apply-templates select="key('unit', @unit)/r:lead/r:tally" mode="bar">
      <xsl:with-param name="label" select="key('unit', @unit)/@name"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="r:tally" mode="bar">
    <xsl:param name="label"/>
    <bar label="{$label}">
      <xsl:attribute name="text"><xsl:apply-templates select="." mode="shapes"/></xsl:attribute>
      <xsl:if test="@green &gt; 0"><part light="green" value="{@green}"/></xsl:if>
      <xsl:if test="@yellow &gt; 0"><part light="yellow" value="{@yellow}"/></xsl:if>
      <xsl:if test="@red &gt; 0"><part light="red" value="{@red}"/></xsl:if>
      <xsl:if test="@grey &gt; 0"><part light="grey" value="{@grey}"/></xsl:if>
    </bar>
  </xsl:template>

  <!-- ●11 ▲1 ○2 -->
  <xsl:template match="r:tally" mode="shapes">
    <xsl:variable name="list">
      <xsl:if test="@green &gt; 0"><xsl:value-of select="concat(' ●', @green)"/></xsl:if>
      <xsl:if test="@yellow &gt; 0"><xsl:value-of select="concat(' ▲', @yellow)"/></xsl:if>
      <xsl:if test="@red &gt; 0"><xsl:value-of select="concat(' ■', @red)"/></xsl:if>
      <xsl:if test="@grey &gt; 0"><xsl:value-of select="concat(' ○', @grey)"/></xsl:if>
    </xsl:variable>
    <xsl:value-of select="substring($list, 2)"/>
  </xsl:template>

  <xsl:template name="light-key">
    <xsl:param name="lights" select="'green yellow red grey '"/>
    <xsl:variable name="light" select="substring-before($lights, ' ')"/>
    <xsl:if test="$light != ''">
      <key light="{$light}">
        <xsl:call-template name="shape"><xsl:with-param name="light" select="$light"/></xsl:call-template>
        <xsl:choose>
          <xsl:when test="$light = 'grey'"><xsl:value-of select="$unknown"/></xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="light-name"><xsl:with-param name="light" select="$light"/></xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </key>
      <xsl:call-template name="light-key">
        <xsl:with-param name="lights" select="substring-after($lights, ' ')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
