<?xml version="1.0" encoding="UTF-8"?>
<!-- The overview's two charts over the quarters of the year: counted lights as columns, and the mean share as a line. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                exclude-result-prefixes="r">

  <xsl:variable name="quarters" select="$report/r:trend/r:quarter"/>
  <!-- drawing: 320 wide; columns stand on y = 150 and are 120 high; a quarter that there is no report of keeps its place -->
  <xsl:variable name="floor" select="150"/>
  <xsl:variable name="height" select="120"/>
  <xsl:variable name="step" select="320 div (1 + $quarters[last()]/@number - $quarters[1]/@number)"/>
  <xsl:template match="r:quarter" mode="x"><xsl:value-of select="round((@number - $quarters[1]/@number + 0.5) * $step)"/></xsl:template>

  <xsl:template name="trend">
    <section id="trend" aria-labelledby="trend-h">
      <h2 id="trend-h">季度走势</h2>
      <div class="charts">
        <figure>
          <figcaption>各季度末灯数<xsl:if test="$result">（此前评价进度，全年评价完成结果）</xsl:if></figcaption>
          <svg viewBox="0 0 320 210" role="img" aria-labelledby="lights-t">
            <title id="lights-t">
              <xsl:for-each select="$quarters">
                <xsl:call-template name="period"><xsl:with-param name="number" select="@number"/></xsl:call-template>
                <xsl:text>：</xsl:text><xsl:apply-templates select="r:tally" mode="lights"/><xsl:text>。</xsl:text>
              </xsl:for-each>
            </title>
            <line class="axis" x1="0" y1="{$floor}.5" x2="320" y2="{$floor}.5"/>
            <xsl:apply-templates select="$quarters" mode="column"/>
          </svg>
        </figure>
        <xsl:if test="count($quarters/r:tally/@mean) &gt; 1"><xsl:call-template name="means"/></xsl:if>
      </div>
    </section>
  </xsl:template>

  <!-- green at the bottom, what is wrong on top; below, the counts -->
  <xsl:template match="r:quarter" mode="column">
    <xsl:variable name="x"><xsl:apply-templates select="." mode="x"/></xsl:variable>
    <xsl:variable name="unit" select="$height div r:tally/@total"/>
    <g>
      <xsl:call-template name="segment">
        <xsl:with-param name="light" select="'green'"/><xsl:with-param name="x" select="$x"/>
        <xsl:with-param name="unit" select="$unit"/><xsl:with-param name="below" select="0"/>
      </xsl:call-template>
      <xsl:call-template name="segment">
        <xsl:with-param name="light" select="'yellow'"/><xsl:with-param name="x" select="$x"/>
        <xsl:with-param name="unit" select="$unit"/><xsl:with-param name="below" select="r:tally/@green"/>
      </xsl:call-template>
      <xsl:call-template name="segment">
        <xsl:with-param name="light" select="'red'"/><xsl:with-param name="x" select="$x"/>
        <xsl:with-param name="unit" select="$unit"/><xsl:with-param name="below" select="r:tally/@green + r:tally/@yellow"/>
      </xsl:call-template>
      <xsl:call-template name="segment">
        <xsl:with-param name="light" select="'grey'"/><xsl:with-param name="x" select="$x"/>
        <xsl:with-param name="unit" select="$unit"/><xsl:with-param name="below" select="r:tally/@total - r:tally/@grey"/>
      </xsl:call-template>
      <text x="{$x}" y="168" text-anchor="middle">
        <xsl:call-template name="period"><xsl:with-param name="number" select="@number"/></xsl:call-template>
      </text>
      <text x="{$x}" y="186" text-anchor="middle">
        <tspan class="green">●<xsl:value-of select="r:tally/@green"/></tspan>
        <tspan class="yellow" dx="6">▲<xsl:value-of select="r:tally/@yellow"/></tspan>
      </text>
      <text x="{$x}" y="203" text-anchor="middle">
        <tspan class="red">■<xsl:value-of select="r:tally/@red"/></tspan>
        <tspan class="grey" dx="6">○<xsl:value-of select="r:tally/@grey"/></tspan>
      </text>
    </g>
  </xsl:template>

  <xsl:template name="segment">
    <xsl:param name="light"/>
    <xsl:param name="x"/>
    <xsl:param name="unit"/>
    <xsl:param name="below"/>
    <xsl:variable name="count" select="r:tally/@*[name() = $light]"/>
    <xsl:if test="$count &gt; 0">
      <rect class="{$light}" x="{$x - 20}" width="40" y="{format-number($floor - ($below + $count) * $unit, '0.##')}"
            height="{format-number($count * $unit, '0.##')}"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="means">
    <!-- the axis ends at 100 %, or at the largest mean where that is more -->
    <xsl:variable name="largest">
      <xsl:for-each select="$quarters/r:tally/@mean">
        <xsl:sort select="." data-type="number" order="descending"/>
        <xsl:if test="position() = 1"><xsl:value-of select="."/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="unit" select="$height div (100 + ($largest - 100) * ($largest &gt; 100))"/>
    <figure>
      <figcaption>
        <xsl:text>数量类目标平均完成率（按当期已报送的目标计算</xsl:text>
        <xsl:if test="$figures[@measure = 'count' and not(@ceiling)]/descendant-or-self::*[@value and not(@share)]">
          <xsl:value-of select="concat('，其中', $no-progress, '的按0计算')"/>
        </xsl:if>
        <xsl:text>）</xsl:text>
      </figcaption>
      <svg viewBox="0 0 320 176" role="img" aria-labelledby="means-t">
        <title id="means-t">
          <xsl:for-each select="$quarters[r:tally/@mean]">
            <xsl:call-template name="period"><xsl:with-param name="number" select="@number"/></xsl:call-template>
            <xsl:value-of select="concat(r:tally/@mean, '%。')"/>
          </xsl:for-each>
        </title>
        <line class="axis" x1="0" y1="{$floor}.5" x2="320" y2="{$floor}.5"/>
        <line class="axis" x1="0" x2="320" y1="{format-number($floor - 100 * $unit, '0.##')}"
              y2="{format-number($floor - 100 * $unit, '0.##')}" stroke-dasharray="3 3"/>
        <text x="2" y="{format-number($floor - 100 * $unit - 5, '0.##')}">100%</text>
        <polyline class="line">
          <xsl:attribute name="points">
            <xsl:for-each select="$quarters">
              <xsl:if test="r:tally/@mean">
                <xsl:apply-templates select="." mode="x"/>
                <xsl:value-of select="concat(',', format-number($floor - r:tally/@mean * $unit, '0.##'), ' ')"/>
              </xsl:if>
            </xsl:for-each>
          </xsl:attribute>
        </polyline>
        <xsl:for-each select="$quarters">
          <xsl:variable name="x"><xsl:apply-templates select="." mode="x"/></xsl:variable>
          <xsl:if test="r:tally/@mean">
            <circle class="dot" r="3.5" cx="{$x}" cy="{format-number($floor - r:tally/@mean * $unit, '0.##')}"/>
            <text x="{$x}" text-anchor="middle" y="{format-number($floor - r:tally/@mean * $unit - 9, '0.##')}">
              <xsl:value-of select="concat(r:tally/@mean, '%')"/>
            </text>
          </xsl:if>
          <text x="{$x}" y="168" text-anchor="middle">
            <xsl:call-template name="period"><xsl:with-param name="number" select="@number"/></xsl:call-template>
          </text>
        </xsl:for-each>
      </svg>
    </figure>
  </xsl:template>
</xsl:stylesheet>
