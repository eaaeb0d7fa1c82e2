<?xml version="1.0" encoding="UTF-8"?>
<!-- What bulletin and overview, which tell of the whole plan, count and list. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report">
  <xsl:variable name="total" select="$report/r:total/r:tally"/>
  <xsl:variable name="figures" select="$plan//r:figure"/>
  <xsl:variable name="problems" select="$figures[@light = 'red' or @light = 'yellow' or @state = 'missing']"/>
  <!-- tasks of which nothing is known: no target measures them, and no words were sent -->
  <xsl:variable name="silent" select="$plan//r:task[not(r:figure or r:words)]"/>
  <xsl:variable name="with-problems" select="boolean($problems or $silent)"/>
</xsl:stylesheet>
