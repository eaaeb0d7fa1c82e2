<?xml version="1.0" encoding="UTF-8"?>
<!-- Runs the cases of tests/data/wording.xml through the templates and prints a line a case; see wording.sh. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                xmlns:t="urn:tongbao:test" exclude-result-prefixes="r t">
  <xsl:import href="../../templates/common.xsl"/>
  <xsl:import href="../../templates/figures.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:key name="task" match="r:task" use="@id"/>

  <xsl:template match="/">
    <xsl:for-each select="//r:figure">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('figure-', @target)"/>
        <xsl:with-param name="got"><xsl:apply-templates select="." mode="stand-in-task"/></xsl:with-param>
        <xsl:with-param name="expected" select="(@t:result[$result] | @t:says[not($result and ../@t:result)])"/>
      </xsl:call-template>
    </xsl:for-each>
    <!-- as a letter tells it, and what a list calls it -->
    <xsl:for-each select="//r:figure[@t:letter and not($result and @t:result)]">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('letter-', @target)"/>
        <xsl:with-param name="got"><xsl:call-template name="figure-brief"/></xsl:with-param>
        <xsl:with-param name="expected" select="@t:letter"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="//r:figure[@t:asked]">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('asked-', @target)"/>
        <xsl:with-param name="got"><xsl:call-template name="figure-asked"/></xsl:with-param>
        <xsl:with-param name="expected" select="@t:asked"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="//r:figure[@t:name]">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('name-', @target)"/>
        <xsl:with-param name="got"><xsl:apply-templates select="." mode="name"/></xsl:with-param>
        <xsl:with-param name="expected" select="@t:name"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="//t:rule[@none or $red &gt; 0]">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('rule-', $yellow, '-', @light, @of)"/>
        <xsl:with-param name="got">
          <xsl:call-template name="light-rule">
            <xsl:with-param name="light" select="@light"/><xsl:with-param name="figures" select="key('task', @of)/r:figure"/>
          </xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="expected" select="@result[$result and $red &gt; 0] | @says[not($result) and $yellow &gt; 0]
                                                | @zero[not($result or $yellow &gt; 0) and $red &gt; 0] | @none[not($result or $red &gt; 0)]
                                                | @result-none[$result and not($red &gt; 0)]"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="//t:words">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('words-', $red, '-', @light, @of)"/>
        <xsl:with-param name="got">
          <xsl:call-template name="words-of-light">
            <xsl:with-param name="light" select="@light"/><xsl:with-param name="figures" select="key('task', @of)/r:figure"/>
          </xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="expected" select="@result[$result and $red &gt; 0] | @says[not($result) and $red &gt; 0]
                                                | @none[not($result or $red &gt; 0)] | @result-none[$result and not($red &gt; 0)]"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="//t:yardstick">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('yardstick-', @of)"/>
        <xsl:with-param name="got">
          <xsl:call-template name="yardstick"><xsl:with-param name="figures" select="key('task', @of)/r:figure"/></xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="expected" select="@result[$result] | @says[not($result)]"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="//t:restrain">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('restrain-', @of)"/>
        <xsl:with-param name="got">
          <xsl:call-template name="restrain">
            <xsl:with-param name="ceilings" select="key('task', @of)/r:figure[@ceiling and @light != 'green']"/>
            <xsl:with-param name="ask" select="'请'"/>
          </xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="expected" select="@result[$result] | @says[not($result)]"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="//t:about">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('about-', @of)"/>
        <xsl:with-param name="got">
          <xsl:call-template name="about-rule"><xsl:with-param name="figures" select="key('task', @of)/r:figure"/></xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="expected" select="@result[$result] | @says[not($result and ../@result)]"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="//t:text">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('closed-', @is)"/>
        <xsl:with-param name="got"><xsl:call-template name="closed"><xsl:with-param name="text" select="@is"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="expected" select="@closed"/>
      </xsl:call-template>
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('unclosed-', @is)"/>
        <xsl:with-param name="got"><xsl:call-template name="unclosed"><xsl:with-param name="text" select="@is"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="expected" select="@unclosed"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="//t:office">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('office-', @name)"/>
        <xsl:with-param name="got">
          <xsl:call-template name="call-office">
            <xsl:with-param name="name" select="@name"/><xsl:with-param name="full" select="@full"/><xsl:with-param name="by" select="'贵'"/>
          </xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="expected" select="concat(substring('贵', 1, not(@you)), @called, @you)"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="//t:ordinal">
      <xsl:call-template name="compare">
        <xsl:with-param name="case" select="concat('ordinal-', @n)"/>
        <xsl:with-param name="got">
          <xsl:call-template name="ordinal"><xsl:with-param name="number" select="@n"/></xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="expected" select="@says"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="compare">
      <xsl:with-param name="case" select="'citation'"/>
      <xsl:with-param name="got"><xsl:call-template name="cite-plan"/></xsl:with-param>
      <xsl:with-param name="expected" select="//t:title[@is = $plan/@title]/@cited"/>
    </xsl:call-template>
    <xsl:call-template name="compare">
      <xsl:with-param name="case" select="'date'"/>
      <xsl:with-param name="got">
        <xsl:call-template name="date"><xsl:with-param name="iso" select="$report/r:issuance/@dated"/></xsl:call-template>
      </xsl:with-param>
      <xsl:with-param name="expected" select="'2031年10月8日'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="compare">
    <xsl:param name="case"/>
    <xsl:param name="got"/>
    <xsl:param name="expected"/>
    <xsl:variable name="name" select="concat('quarter-', $quarter, '-', $case)"/>
    <xsl:choose>
      <xsl:when test="$got = $expected"><xsl:value-of select="concat('ok ', $name, '&#10;')"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('FAIL ', $name, ': got ', $got, ', expected ', $expected, '&#10;')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
