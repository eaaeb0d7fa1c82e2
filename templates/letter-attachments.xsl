<?xml version="1.0" encoding="UTF-8"?>
<!-- A letter's attachments: the unit's targets as a table, where it has any, and the reply form 回执. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                xmlns="urn:tongbao:document" exclude-result-prefixes="r">

  <xsl:variable name="table-title" select="concat('量化目标', $standing, '表（', $year-period, '）')"/>
  <xsl:variable name="reply-title" select="concat($short, substring('意见建议任务落实情况', 1 + 4 * $tasked, 4 + 2 * $tasked), '回执')"/>

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
      <col width="1.9" align="center"/>
      <col align="left"/>
      <col align="center"/>
      <col align="center"/>
      <col width="2.7" align="decimal"/>
      <col width="2.7" align="decimal"/>
      <col width="3.2" align="center"/>
      <thead>
        <tr>
          <th scope="col">序号</th>
          <th scope="col">目标</th>
          <th scope="col">目标要求</th>
          <th scope="col">完成情况</th>
          <th scope="col">完成率</th>
          <th scope="col">应达</th>
          <th scope="col">评价</th>
        </tr>
      </thead>
      <tbody>
        <xsl:call-template name="unit-rows">
          <xsl:with-param name="rows" select="$lead-figures"/><xsl:with-param name="title" select="'牵头任务'"/>
        </xsl:call-template>
        <xsl:call-template name="unit-rows">
          <xsl:with-param name="rows" select="$support-figures"/><xsl:with-param name="title" select="'配合任务'"/>
          <xsl:with-param name="from" select="count($lead-figures)"/>
        </xsl:call-template>
      </tbody>
      <note>
        <xsl:text>注：</xsl:text>
        <xsl:call-template name="light-rules"/>
        <xsl:text>。</xsl:text>
        <xsl:call-template name="column-notes"/>
      </note>
    </table>
  </xsl:template>

  <!-- where a unit has both kinds, a row says which follows -->
  <xsl:template name="unit-rows">
    <xsl:param name="rows"/>
    <xsl:param name="title"/>
    <xsl:param name="from" select="0"/>
    <xsl:if test="$rows and $lead-figures and $support-figures">
      <tr><th scope="col" colspan="7" align="left"><xsl:value-of select="$title"/></th></tr>
    </xsl:if>
    <xsl:for-each select="$rows">
      <tr>
        <td><xsl:value-of select="$from + position()"/></td>
        <th scope="row"><xsl:call-template name="figure-name"/></th>
        <td><xsl:call-template name="figure-phrase"/></td>
        <td><xsl:call-template name="figure-done"/></td>
        <xsl:call-template name="cells-judged"/>
      </tr>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== 回执 ==== -->

  <!-- Two tables, so that the heads of the columns stand again on each page that a long form goes on to. -->
  <xsl:template name="reply-form">
    <table font="small" alt="回执：填报单位、填报人和联系电话，供手工填写。">
      <col width="5" align="center"/>
      <col width="9" align="left"/>
      <col width="5" align="center"/>
      <col width="9" align="left"/>
      <tbody>
        <tr height="1.2">
          <th scope="row">填报单位</th><td colspan="3"><xsl:value-of select="$me/@full"/></td>
        </tr>
        <tr height="1.2">
          <th scope="row">填报人</th><td/><th scope="row">联系电话</th><td/>
        </tr>
        <xsl:if test="not($tasked)">
          <xsl:call-template name="reply-end">
            <xsl:with-param name="columns" select="3"/><xsl:with-param name="most" select="8"/>
          </xsl:call-template>
        </xsl:if>
      </tbody>
    </table>
    <xsl:if test="$tasked"><xsl:call-template name="reply-by-task"/></xsl:if>
  </xsl:template>

  <!-- the height of a row, in 行: what it needs at least to be written in, and the most that is of use; rows share what their
       pages have -->
  <xsl:variable name="row-least" select="1.2"/>
  <xsl:variable name="row-most" select="4"/>

  <xsl:template name="reply-by-task">
    <xsl:variable name="rows" select="$lead | $support[not($lead)]"/>
    <table font="small" alt="回执：各项任务的{$standing}、存在的问题和下一步工作安排，供手工填写。">
      <col width="7" align="left"/>
      <col width="11" align="left"/>
      <col width="10" align="left"/>
      <thead>
        <tr>
          <th scope="col" align="center">任务（事项）</th>
          <th scope="col" align="center"><xsl:value-of select="$standing"/>和存在的问题</th>
          <th scope="col" align="center">下一步工作安排</th>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="$rows">
          <tr height="{$row-least}" most="{$row-most}"><th scope="row"><xsl:value-of select="@title"/></th><td/><td/></tr>
        </xsl:for-each>
        <xsl:if test="$lead and $support">
          <tr height="{$row-least}" most="{$row-most}"><th scope="row">配合任务</th><td/><td/></tr>
        </xsl:if>
        <xsl:for-each select="$answered">
          <tr height="{$row-least}">
            <th scope="row">
              <xsl:text>补报数据：</xsl:text><xsl:apply-templates select="." mode="name"/>
              <xsl:value-of select="concat('（', @unit, '）')"/>
            </th>
            <td><xsl:value-of select="concat('截至', $asof, '：')"/></td>
            <td>说明：</td>
          </tr>
        </xsl:for-each>
        <xsl:call-template name="reply-end"/>
      </tbody>
    </table>
  </xsl:template>

  <!-- what every form ends in; columns: those beside the heads of the rows; most: room for what a unit has to say -->
  <xsl:template name="reply-end">
    <xsl:param name="columns" select="2"/>
    <xsl:param name="most" select="$row-most"/>
    <tr height="2" most="{$most}"><th scope="row">需要协调的事项和意见建议</th><td colspan="{$columns}"/></tr>
    <tr height="2">
      <th scope="row">填报单位（盖章）</th>
      <td colspan="{$columns}" align="right">
        <blank width="3"/><xsl:text>年</xsl:text><blank width="2"/><xsl:text>月</xsl:text><blank width="2"/><xsl:text>日</xsl:text>
      </td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
