<?xml version="1.0" encoding="UTF-8"?>
<!-- What bulletin and overview, which tell of the whole plan, count and list. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report">
  <!-- figures by light, and by state -->
  <xsl:key name="standing" match="r:figure" use="@light | @state"/>

  <xsl:variable name="total" select="$report/r:total/r:tally"/>
  <xsl:variable name="figures" select="$plan//r:figure"/>
  <xsl:variable name="ceilings" select="$figures[@ceiling]"/>
  <!-- what all of the figures are held against -->
  <xsl:variable name="yardstick">
    <xsl:call-template name="yardstick">
      <xsl:with-param name="figures" select="$figures"/><xsl:with-param name="ceilings" select="$ceilings"/>
    </xsl:call-template>
  </xsl:variable>
  <xsl:variable name="problems" select="key('standing', 'red') | key('standing', 'yellow') | key('standing', 'missing')"/>
  <!-- tasks of which nothing is known: no target measures them, and no words were sent -->
  <xsl:variable name="silent" select="$plan//r:task[not(r:figure or r:words)]"/>
  <xsl:variable name="with-problems" select="boolean($problems or $silent)"/>
</xsl:stylesheet>
