<?xml version="1.0" encoding="UTF-8"?>
<!-- A letter's attachments: the unit's targets as a table, where it has any, and the reply form 回执. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                xmlns="urn:tongbao:document" exclude-result-prefixes="r">

  <xsl:variable name="table-title" select="concat('量化目标进展情况表（', $year-period, '）')"/>
  <xsl:variable name="reply-title" select="concat($short, '任务落实情况回执')"/>

  <!-- a single attachment has no number -->
  <xsl:template name="attachment-note">
    <attachment-note label="附件：">
      <xsl:if test="$figures"><item number="1." to="att1"><xsl:value-of select="$table-title"/></item></xsl:if>
      <item to="reply">
        <xsl:if test="$figures"><xsl:attribute name="number">2.</xsl:attribute></xsl:if>
        <xsl:value-of select="$reply-title"/>
      </item>
    </attachment-note>
  </xsl:template>

  <xsl:template name="attachments">
    <xsl:if test="$figures">
      <attachment id="att1" label="附件1">
        <title><xsl:value-of select="$table-title"/></title>
        <xsl:call-template name="unit-table"/>
      </attachment>
    </xsl:if>
    <attachment id="reply" label="附件{substring('2', 1, boolean($figures))}">
      <title><xsl:value-of select="$reply-title"/></title>
      <xsl:call-template name="reply-form"/>
    </attachment>
  </xsl:template>

  <!-- ==== the unit's targets ==== -->

  <xsl:template name="unit-table">
    <table font="small" alt="{$me/@name}的{count($figures)}个量化目标，每行一个。">
      <col align="center"/>
      <col align="left"/>
      <col align="center"/>
      <col align="center"/>
      <xsl:if test="$with-change"><col align="decimal"/></xsl:if>
      <col align="decimal"/>
      <col align="decimal"/>
      <col align="center"/>
      <thead>
        <tr>
          <th scope="col">序号</th>
          <th scope="col">目标</th>
          <th scope="col">目标要求</th>
          <th scope="col">完成情况</th>
          <xsl:if test="$with-change"><th scope="col">较上季</th></xsl:if>
          <th scope="col">完成率</th>
          <th scope="col">应达</th>
          <th scope="col">评价</th>
        </tr>
      </thead>
      <tbody>
        <xsl:call-template name="unit-rows">
          <xsl:with-param name="rows" select="$lead/r:figure"/><xsl:with-param name="title" select="'牵头任务'"/>
        </xsl:call-template>
        <xsl:call-template name="unit-rows">
          <xsl:with-param name="rows" select="$support/r:figure"/><xsl:with-param name="title" select="'配合任务'"/>
          <xsl:with-param name="from" select="count($lead/r:figure)"/>
        </xsl:call-template>
      </tbody>
      <note>
        <xsl:text>注：</xsl:text>
        <xsl:call-template name="light-rules">
          <xsl:with-param name="ceilings" select="$figures/@ceiling"/>
        </xsl:call-template>
        <xsl:text>。完成率为完成值与目标值之比</xsl:text>
        <xsl:if test="$figures/@bound = 'range'">，目标为区间的，与下限相比</xsl:if>
        <xsl:value-of select="concat('；应达为截至', $asof, '的时序要求。')"/>
      </note>
    </table>
  </xsl:template>

  <!-- where a unit has both kinds, a row says which follows -->
  <xsl:template name="unit-rows">
    <xsl:param name="rows"/>
    <xsl:param name="title"/>
    <xsl:param name="from" select="0"/>
    <xsl:if test="$rows and $lead/r:figure and $support/r:figure">
      <tr><td colspan="{7 + $with-change}" align="left"><b><xsl:value-of select="$title"/></b></td></tr>
    </xsl:if>
    <xsl:for-each select="$rows">
      <xsl:apply-templates select="." mode="row"><xsl:with-param name="number" select="$from + position()"/></xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== 回执 ==== -->

  <xsl:template name="reply-form">
    <xsl:variable name="rows" select="$lead | $support[not($lead)]"/>
    <!-- more room to write where there are few tasks -->
    <xsl:variable name="room" select="1.4 + (count($rows) &lt; 5)"/>
    <table font="small" alt="供手工填写的回执：填报单位、填报人、联系电话，各项任务的进展和下一步安排。">
      <col width="8" align="left"/>
      <col width="6" align="left"/>
      <col width="4" align="center"/>
      <col width="10" align="left"/>
      <tbody>
        <tr height="1.4">
          <th scope="row" align="center">填报单位</th>
          <td colspan="3"><xsl:value-of select="$me/@full"/></td>
        </tr>
        <tr height="1.4">
          <th scope="row" align="center">填报人</th><td/><th scope="row" align="center">联系电话</th><td/>
        </tr>
        <xsl:if test="$rows">
          <tr>
            <th scope="col" align="center">
              <xsl:if test="$lead">牵头任务</xsl:if>
              <xsl:if test="not($lead)">配合任务</xsl:if>
            </th>
            <th scope="col" colspan="2" align="center">进展情况和存在的问题</th>
            <th scope="col" align="center">下一步工作安排</th>
          </tr>
        </xsl:if>
        <xsl:for-each select="$rows">
          <tr height="{$room}">
            <th scope="row" align="left"><xsl:value-of select="@title"/></th><td colspan="2"/><td/>
          </tr>
        </xsl:for-each>
        <xsl:if test="$lead and $support">
          <tr height="{$room}"><th scope="row" align="center">配合任务</th><td colspan="2"/><td/></tr>
        </xsl:if>
        <xsl:for-each select="$missing">
          <tr height="1.4">
            <th scope="row" align="left">
              <xsl:value-of select="concat('补充数据：', @name, '（', @unit, '）')"/>
            </th>
            <td colspan="2" align="left"><xsl:value-of select="concat('截至', $asof, '：')"/></td>
            <td>说明：</td>
          </tr>
        </xsl:for-each>
        <tr height="2">
          <th scope="row" align="center">需要协调的事项<br/>和意见建议</th><td colspan="3"/>
        </tr>
      </tbody>
    </table>
    <p indent="none">
      <xsl:text>填报单位（盖章）：</xsl:text><blank width="8"/>
      <xsl:text>　</xsl:text><blank width="3"/><xsl:text>年</xsl:text><blank width="2"/><xsl:text>月</xsl:text><blank width="2"/><xsl:text>日</xsl:text>
    </p>
  </xsl:template>
</xsl:stylesheet>
