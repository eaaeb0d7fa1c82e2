<?xml version="1.0" encoding="UTF-8"?>
<!--
  The bulletin's attachments: all targets as a table, and the lead units ranked as table and chart. The table is set sideways
  where the ranking follows; where it is the last thing it stands upright, so that the 版记 finds room below it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                xmlns="urn:tongbao:document" exclude-result-prefixes="r">

  <xsl:variable name="table-title" select="concat('重点任务目标', $standing, '表')"/>
  <xsl:variable name="ranking-title" select="concat('牵头单位', $standing, '排名')"/>

  <!-- those with targets to compare, in the report's order, and those without -->
  <xsl:variable name="ranked" select="$report/r:ranking/r:rank[key('unit', @unit)/r:lead/r:tally/@total &gt; 0]"/>
  <xsl:variable name="unranked" select="$report/r:ranking/r:rank[not(key('unit', @unit)/r:lead/r:tally/@total &gt; 0)]"/>

  <xsl:template name="attachment-note">
    <xsl:if test="$with-table">
      <attachment-note label="附件：">
        <item to="att1">
          <xsl:if test="$with-ranking"><xsl:attribute name="number">1.</xsl:attribute></xsl:if>
          <xsl:value-of select="concat($table-title, '（', $year-period, '）')"/>
        </item>
        <xsl:if test="$with-ranking">
          <item number="2." to="att2"><xsl:value-of select="concat($ranking-title, '（', $year-period, '）')"/></item>
        </xsl:if>
      </attachment-note>
    </xsl:if>
  </xsl:template>

  <xsl:template name="attachments">
    <xsl:if test="$with-table">
      <attachment id="att1" label="附件{substring('1', 1, $with-ranking)}" sideways="{$with-ranking}">
        <title><xsl:value-of select="concat($table-title, '（', $year-period, '）')"/></title>
        <xsl:call-template name="targets-table"/>
      </attachment>
    </xsl:if>
    <xsl:if test="$with-ranking">
      <attachment id="att2" label="附件2">
        <title><xsl:value-of select="concat($ranking-title, '（', $year-period, '）')"/></title>
        <xsl:call-template name="ranking-table"/>
        <xsl:call-template name="lights-chart">
          <xsl:with-param name="of" select="$ranked"/><xsl:with-param name="key" select="false()"/>
        </xsl:call-template>
      </attachment>
    </xsl:if>
  </xsl:template>

  <!-- ==== 附件1 ==== -->

  <!-- a column of changes needs an earlier quarter; its head says which, where it isn't simply the last -->
  <xsl:variable name="with-change" select="boolean($before)"/>
  <xsl:variable name="change-head">
    <xsl:if test="$before/@number = $quarter - 1">较上季</xsl:if>
    <xsl:if test="$before/@number &lt; $quarter - 1"><xsl:value-of select="concat('较', $before-end)"/></xsl:if>
  </xsl:variable>

  <xsl:template name="targets-table">
    <table font="small" alt="{$table-title}：{$total/@total}个目标，每行一个。">
      <col align="center"/>
      <col align="left"/>
      <col align="center"/>
      <col align="center"/>
      <xsl:if test="$with-change"><col align="decimal"/></xsl:if>
      <col align="decimal"/>
      <col align="decimal"/>
      <col align="center"/>
      <col align="left"/>
      <thead>
        <tr>
          <th scope="col">序号</th>
          <th scope="col">目标</th>
          <th scope="col">目标要求</th>
          <th scope="col">完成情况</th>
          <xsl:if test="$with-change"><th scope="col"><xsl:value-of select="$change-head"/></th></xsl:if>
          <th scope="col">完成率</th>
          <th scope="col">应达</th>
          <th scope="col">评价</th>
          <th scope="col">牵头单位</th>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="$figures">
          <xsl:apply-templates select="." mode="group"/>
          <xsl:apply-templates select="." mode="row">
            <xsl:with-param name="number" select="position()"/>
            <xsl:with-param name="change" select="$with-change"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </tbody>
      <note><xsl:call-template name="table-note"/></note>
    </table>
  </xsl:template>

  <!-- where more than one part has targets, or several are equals, each is named before its first -->
  <xsl:variable name="with-parts" select="$as-equals or $parts[.//r:figure][2]"/>

  <!-- A row that names the area before its first target, and heads the rows up to the next such; where tasks stand straight
       in a part, the part, before each run of such tasks. -->
  <xsl:template match="r:figure" mode="group">
    <xsl:if test="not(preceding-sibling::r:figure or ../preceding-sibling::*[1]/self::r:task/r:figure
                      or ../preceding-sibling::*[.//r:figure][1]/self::r:task)">
      <xsl:variable name="group" select="../.."/>
      <tr>
        <th scope="col" colspan="{8 + $with-change}" align="left">
          <xsl:variable name="part" select="$group/ancestor-or-self::r:part"/>
          <!-- the part as the bulletin's text has it: equals are numbered there, and their areas below them -->
          <xsl:if test="$as-equals and (not($group/self::r:area) or not($group/preceding-sibling::*[.//r:figure]))">
            <xsl:call-template name="numbering">
              <xsl:with-param name="level" select="2"/>
              <xsl:with-param name="number" select="count($part/preceding-sibling::r:part[.//r:task]) + 1"/>
            </xsl:call-template>
          </xsl:if>
          <xsl:if test="$group[self::r:area]">
            <xsl:if test="$with-parts and not($group/preceding-sibling::*[.//r:figure])">
              <xsl:value-of select="concat($part/@title, substring('：', 1, $as-equals))"/>
            </xsl:if>
            <xsl:call-template name="numbering">
              <xsl:with-param name="level" select="2 + $as-equals"/><xsl:with-param name="number" select="$group/@ordinal"/>
            </xsl:call-template>
          </xsl:if>
          <xsl:value-of select="$group/@title"/>
        </th>
      </tr>
    </xsl:if>
  </xsl:template>

  <xsl:template name="table-note">
    <xsl:text>注：</xsl:text>
    <xsl:call-template name="column-notes">
      <xsl:with-param name="change" select="string($change-head)"/><xsl:with-param name="since" select="$before-end"/>
    </xsl:call-template>
    <xsl:text>“评价”栏</xsl:text>
    <xsl:call-template name="word-key"/>
  </xsl:template>

  <!-- ●正常为绿灯，▲偏慢、偏快为黄灯，■滞后、超限为红灯。A light that none of the figures can have isn't told of. -->
  <xsl:template name="word-key">
    <xsl:param name="lights" select="'green yellow red '"/>
    <xsl:variable name="light" select="substring-before($lights, ' ')"/>
    <xsl:variable name="words">
      <xsl:call-template name="words-of-light">
        <xsl:with-param name="light" select="$light"/>
        <xsl:with-param name="figures" select="$figures"/><xsl:with-param name="ceilings" select="$ceilings"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$words != ''">
      <light value="{$light}"><xsl:call-template name="shape"><xsl:with-param name="light" select="$light"/></xsl:call-template></light>
      <xsl:value-of select="concat($words, '为')"/>
      <xsl:call-template name="light-name"><xsl:with-param name="light" select="$light"/></xsl:call-template>
      <xsl:value-of select="substring('，。', 1 + ($light = 'red'), 1)"/>
    </xsl:if>
    <xsl:if test="$light != 'red'">
      <xsl:call-template name="word-key"><xsl:with-param name="lights" select="substring-after($lights, ' ')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ==== 附件2 ==== -->

  <!-- a unit's name, leading to what part three says of it, else to the first task that it leads -->
  <xsl:template match="r:unit" mode="linked">
    <xsl:variable name="task" select="key('lead', @id)[1]/@id"/>
    <ref>
      <xsl:attribute name="to">
        <xsl:choose>
          <xsl:when test="$problems[../r:lead[1]/@unit = current()/@id]"><xsl:value-of select="concat('unit-', @id)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat('task-', $task)"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:value-of select="@name"/>
    </ref>
  </xsl:template>

  <xsl:template name="ranking-table">
    <table font="small" alt="{$ranking-title}：每行一个牵头单位。">
      <col width="2.2" align="center"/>
      <col width="8.2" align="left"/>
      <col width="2" align="center"/>
      <col width="2.1" align="center"/>
      <col width="2.1" align="center"/>
      <col width="2.1" align="center"/>
      <col width="2.1" align="center"/>
      <col width="3.6" align="center"/>
      <col width="3.6" align="center"/>
      <thead>
        <tr>
          <th scope="col">名次</th>
          <th scope="col">牵头单位</th>
          <th scope="col">目标</th>
          <th scope="col"><light value="green">●</light><br/>绿灯</th>
          <th scope="col"><light value="yellow">▲</light><br/>黄灯</th>
          <th scope="col"><light value="red">■</light><br/>红灯</th>
          <th scope="col"><light value="grey">○</light><br/>其他</th>
          <th scope="col">绿灯<br/>占比</th>
          <th scope="col">平均<br/>差距</th>
        </tr>
      </thead>
      <tbody>
        <!-- units with nothing to rank follow, in protocol order; those without targets in one row -->
        <xsl:for-each select="$ranked">
          <xsl:variable name="unit" select="key('unit', @unit)"/>
          <xsl:variable name="tally" select="$unit/r:lead/r:tally"/>
          <tr>
            <td><xsl:value-of select="@rank"/><xsl:if test="not(@rank)">—</xsl:if></td>
            <th scope="row" align="left"><xsl:apply-templates select="$unit" mode="linked"/></th>
            <td><xsl:value-of select="$tally/@total"/></td>
            <td><xsl:value-of select="$tally/@green"/></td>
            <td><xsl:value-of select="$tally/@yellow"/></td>
            <td><xsl:value-of select="$tally/@red"/></td>
            <td><xsl:value-of select="$tally/@grey"/></td>
            <td><xsl:value-of select="concat($unit/@green-share, substring('%—', 1 + not($unit/@green-share), 1))"/></td>
            <td><xsl:apply-templates select="$unit" mode="lead"/></td>
          </tr>
        </xsl:for-each>
        <xsl:if test="$unranked">
          <tr>
            <td>—</td>
            <th scope="row" colspan="8" align="left">
              <xsl:call-template name="unit-names"><xsl:with-param name="of" select="$unranked"/></xsl:call-template>
            </th>
          </tr>
        </xsl:if>
      </tbody>
      <note><xsl:call-template name="ranking-note"/></note>
    </table>
  </xsl:template>

  <!-- points before or behind what was due, on average -->
  <xsl:template match="r:unit" mode="lead">
    <xsl:choose>
      <xsl:when test="not(@mean-lead)">—</xsl:when>
      <xsl:when test="@mean-lead &gt; 0"><xsl:value-of select="concat('+', @mean-lead)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="translate(@mean-lead, '-', '−')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="ranking-note">
    <xsl:text>注：名次依次按绿灯占已报送目标的比例、</xsl:text>
    <xsl:if test="count($ceilings) &lt; count($figures)">
      <xsl:value-of select="concat('较', $yardstick, '平均差距（百分点，正值为', substring('超前超出', 1 + 2 * $result, 2), '、负值为',
                                   substring('落后不足', 1 + 2 * $result, 2))"/>
      <xsl:if test="$ceilings">，控制类除外</xsl:if>
      <xsl:if test="$figures[@lead and not(@share)]"><xsl:value-of select="concat('，已报送但', $no-progress, '的完成率按0计算')"/></xsl:if>
      <!-- who leads nothing but ceilings stands among the others -->
      <xsl:if test="$ranked[@rank][not(key('unit', @unit)/@mean-lead)]">；“—”按0计算</xsl:if>
      <xsl:text>）、</xsl:text>
    </xsl:if>
    <xsl:value-of select="concat('红灯数确定；共同牵头的目标计入各单位；“其他”为', $unknown)"/>
    <xsl:if test="$report/r:ranking/r:rank[not(@rank)]">；无可比目标的列后</xsl:if>
    <xsl:text>。</xsl:text>
  </xsl:template>
</xsl:stylesheet>
