<?xml version="1.0" encoding="UTF-8"?>
<!--
  Writes a notice as flat text, one paragraph a line ($what = text), or its targets as a table ($what = targets).
  What the flat text is made of is said at the head of notice_text.sh.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:n="urn:tongbao:notice">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="what" select="'text'"/>
  <xsl:key name="unit" match="n:unit" use="@id"/>
  <xsl:variable name="digits" select="'一二三四五六七八九十'"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$what = 'targets'"><xsl:call-template name="targets"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="n:notice/n:issuance | n:notice/n:plan"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the text -->
  <xsl:template match="n:issuance">
    <xsl:value-of select="concat(n:title, '&#10;', n:number, '&#10;')"/>
    <xsl:for-each select="n:to">
      <xsl:if test="position() &gt; 1">，</xsl:if>
      <xsl:value-of select="."/>
    </xsl:for-each>
    <xsl:text>：&#10;</xsl:text>
    <xsl:apply-templates select="n:p"/>
    <xsl:value-of select="concat(n:issuer, '&#10;')"/>
    <xsl:value-of select="concat(number(substring(n:dated, 1, 4)), '年', number(substring(n:dated, 6, 2)), '月', number(substring(n:dated, 9, 2)), '日&#10;')"/>
    <xsl:value-of select="concat('（', n:note, '）&#10;')"/>
  </xsl:template>

  <xsl:template match="n:plan">
    <xsl:value-of select="concat(@title, '&#10;')"/>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="n:part">
    <xsl:value-of select="concat(substring($digits, count(preceding-sibling::n:part) + 1, 1), '、', @title, '&#10;')"/>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="n:area">
    <xsl:value-of select="concat('（', substring($digits, count(preceding-sibling::n:area) + 1, 1), '）', @title, '&#10;')"/>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="n:p"><xsl:value-of select="concat(., '&#10;')"/></xsl:template>

  <xsl:template match="n:task">
    <xsl:variable name="place" select="count(preceding-sibling::n:task) + 1"/>
    <xsl:choose>
      <xsl:when test="parent::n:area"><xsl:value-of select="concat($place, '.')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('（', substring($digits, $place, 1), '）')"/></xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat(@title, '。', n:text, '（牵头单位：')"/>
    <xsl:for-each select="n:lead"><xsl:call-template name="name"/></xsl:for-each>
    <xsl:if test="n:support">
      <xsl:choose>
        <!-- the one place where the notice itself has a comma here -->
        <xsl:when test="@id = '2.6.2'">，</xsl:when>
        <xsl:otherwise>；</xsl:otherwise>
      </xsl:choose>
      <xsl:text>配合单位：</xsl:text>
      <xsl:for-each select="n:support"><xsl:call-template name="name"/></xsl:for-each>
    </xsl:if>
    <xsl:if test="@others = 'true'">等</xsl:if>
    <xsl:text>）&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="name">
    <xsl:if test="position() &gt; 1">、</xsl:if>
    <xsl:value-of select="key('unit', @unit)/@name"/>
  </xsl:template>

  <xsl:template match="text()"/>

  <!-- the targets -->
  <xsl:template name="targets">
    <xsl:text>id&#9;phrase&#9;value&#9;unit&#9;bound&#9;about&#9;measure&#9;base&#9;period&#9;strive&#10;</xsl:text>
    <xsl:for-each select="//n:target">
      <xsl:value-of select="concat(@id, '&#9;', ., '&#9;', @value)"/>
      <xsl:if test="@min"><xsl:value-of select="concat(@min, '-', @max)"/></xsl:if>
      <xsl:value-of select="concat('&#9;', @unit, '&#9;', @bound, '&#9;')"/>
      <xsl:call-template name="or"><xsl:with-param name="value" select="@about"/></xsl:call-template>
      <xsl:value-of select="concat('&#9;', @measure, '&#9;')"/>
      <xsl:call-template name="or">
        <xsl:with-param name="value" select="@base"/>
        <xsl:with-param name="default" select="substring('last-year', 1, 9 * (@measure = 'gain'))"/>
      </xsl:call-template>
      <xsl:text>&#9;</xsl:text>
      <xsl:call-template name="or">
        <xsl:with-param name="value" select="@period"/><xsl:with-param name="default" select="'year'"/>
      </xsl:call-template>
      <xsl:text>&#9;</xsl:text>
      <xsl:call-template name="or"><xsl:with-param name="value" select="@strive"/></xsl:call-template>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="or">
    <xsl:param name="value"/>
    <xsl:param name="default"/>
    <xsl:choose>
      <xsl:when test="$value"><xsl:value-of select="$value"/></xsl:when>
      <xsl:when test="$default != ''"><xsl:value-of select="$default"/></xsl:when>
      <xsl:otherwise>-</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
