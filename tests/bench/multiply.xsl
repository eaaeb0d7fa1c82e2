<?xml version="1.0" encoding="UTF-8"?>
<!--
  Multiplies a notice or a quarter's figures for the speed measurements: copy k (from 1) of every unit, part and figure has "-k" behind
  its ids, and a copy's tasks are led and supported by the units of the same copy. So there are `times` as many letters, and each is as
  long as before. Only the first copy of the issuing office is the issuer.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:n="urn:tongbao:notice"
  xmlns:q="urn:tongbao:quarter">
  <xsl:param name="times" select="1"/>
  <xsl:output encoding="UTF-8"/>

  <xsl:template match="@*|node()" mode="copy">
    <xsl:param name="k"/>
    <xsl:copy>
      <xsl:apply-templates select="@*|node()" mode="copy">
        <xsl:with-param name="k" select="$k"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="n:unit/@id|n:part/@id|n:area/@id|n:task/@id|n:target/@id|@unit[parent::n:lead or parent::n:support]|
                       q:actual/@target|q:progress/@task" mode="copy">
    <xsl:param name="k"/>
    <xsl:attribute name="{name()}"><xsl:value-of select="concat(., '-', $k)"/></xsl:attribute>
  </xsl:template>
  <xsl:template match="n:unit/@name|n:unit/@full" mode="copy">
    <xsl:param name="k"/>
    <xsl:attribute name="{name()}"><xsl:value-of select="concat(., $k)"/></xsl:attribute>
  </xsl:template>
  <xsl:template match="n:unit/@self" mode="copy"/>

  <xsl:template name="copies">
    <xsl:param name="of"/>
    <xsl:param name="k" select="1"/>
    <xsl:if test="$k &lt; $times">
      <xsl:apply-templates select="$of" mode="copy">
        <xsl:with-param name="k" select="$k"/>
      </xsl:apply-templates>
      <xsl:call-template name="copies">
        <xsl:with-param name="of" select="$of"/>
        <xsl:with-param name="k" select="$k + 1"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>
  <xsl:template match="n:units|n:plan|q:quarter">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
      <xsl:call-template name="copies">
        <xsl:with-param name="of" select="*[not(self::n:part[not(.//n:task)])][not(self::n:p)]"/>
      </xsl:call-template>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
