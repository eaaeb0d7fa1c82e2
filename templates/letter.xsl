<?xml version="1.0" encoding="UTF-8"?>
<!--
  函: what one unit leads and supports, in the notice's own words, and where each task stands. For the issuing office
  itself the same makes an internal 工作任务清单, without number and without the phrases of a letter.

  Of the report it reads only what concerns the unit: itself, its tasks, the units named beside it in them, issuance and
  rules. A letter asks (请) and never orders. Tasks keep the numbers that they have in the notice.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                xmlns="urn:tongbao:document" exclude-result-prefixes="r">
  <xsl:include href="document.xsl"/>
  <xsl:include href="letter-attachments.xsl"/>
  <xsl:param name="unit"/>

  <xsl:variable name="issue" select="$report/r:issuance/r:letters"/>
  <xsl:variable name="me" select="key('unit', $unit)"/>
  <xsl:variable name="self" select="$me/@self = 'true'"/>
  <xsl:variable name="tasks" select="$plan/r:part/r:task | $plan/r:part/r:area/r:task"/>
  <xsl:variable name="lead" select="$tasks[r:lead/@unit = $unit]"/>
  <xsl:variable name="support" select="$tasks[r:support/@unit = $unit]"/>
  <xsl:variable name="lead-figures" select="$lead/r:figure"/>
  <xsl:variable name="support-figures" select="$support/r:figure"/>
  <xsl:variable name="figures" select="$lead-figures | $support-figures"/>
  <xsl:variable name="ceilings" select="$figures[@ceiling]"/>
  <!-- what all of the figures are held against -->
  <xsl:variable name="yardstick">
    <xsl:call-template name="yardstick">
      <xsl:with-param name="figures" select="$figures"/><xsl:with-param name="ceilings" select="$ceilings"/>
    </xsl:call-template>
  </xsl:variable>
  <!-- a unit that has no task is told of the plan, and asked for its support -->
  <xsl:variable name="tasked" select="boolean($lead or $support)"/>
  <!-- what a unit answers for is what it leads -->
  <xsl:variable name="behind" select="$lead-figures[contains('yellow red', @light)]"/>
  <xsl:variable name="missing" select="$lead-figures[@state = 'missing']"/>
  <!-- of several lead units the first one answers for the figures -->
  <xsl:variable name="answered" select="$missing[../r:lead[1]/@unit = $unit]"/>
  <xsl:variable name="others-answer" select="$missing[../r:lead[1]/@unit != $unit]"/>
  <!-- tasks of which nothing is known: no target measures them, and no words were sent -->
  <xsl:variable name="untold" select="$lead[not(r:figure or r:words)]"/>
  <xsl:variable name="silent" select="$untold[r:lead[1]/@unit = $unit]"/>
  <xsl:variable name="others-silent" select="$untold[r:lead[1]/@unit != $unit]"/>

  <!-- 贵厅; in its own list the office speaks of itself -->
  <xsl:variable name="you">
    <xsl:call-template name="call-office">
      <xsl:with-param name="name" select="$me/@name"/><xsl:with-param name="full" select="$me/@full"/>
      <xsl:with-param name="by" select="substring('贵我', 1 + $self, 1)"/>
    </xsl:call-template>
  </xsl:variable>
  <xsl:variable name="us">
    <xsl:call-template name="call-office">
      <xsl:with-param name="name" select="$issuer"/><xsl:with-param name="by" select="'我'"/>
    </xsl:call-template>
  </xsl:variable>

  <xsl:template match="/">
    <xsl:if test="not($me)">
      <xsl:message terminate="yes">letter.xsl: the report has no unit <xsl:value-of select="$unit"/></xsl:message>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$self"><xsl:call-template name="list"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="letter"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="letter">
    <xsl:variable name="title">
      <xsl:text>关于</xsl:text>
      <xsl:choose>
        <!-- the year over, there is a result to be told of, and what comes after it to be supported -->
        <xsl:when test="$result and $tasked"><xsl:call-template name="subject"/></xsl:when>
        <xsl:when test="$result"><xsl:value-of select="concat('支持做好', $full-title, '重点任务后续工作')"/></xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="concat(substring('支持做好', 1 + 2 * $tasked, 2), $full-title, '重点任务落实工作')"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:text>的函</xsl:text>
    </xsl:variable>
    <document format="letter">
      <xsl:call-template name="document-attributes"/>
      <xsl:call-template name="meta">
        <xsl:with-param name="title" select="concat($title, '（', $me/@name, '）')"/>
        <xsl:with-param name="kind" select="concat('函，', $me/@full)"/>
      </xsl:call-template>
      <xsl:call-template name="head">
        <xsl:with-param name="of" select="$issue"/>
        <xsl:with-param name="number" select="$me/@number"/>
        <xsl:with-param name="mark">
          <xsl:value-of select="$issue/@mark"/>
          <xsl:if test="not($issue/@mark)"><xsl:value-of select="$issuer"/></xsl:if>
        </xsl:with-param>
      </xsl:call-template>
      <title><xsl:value-of select="$title"/></title>
      <to><xsl:value-of select="concat($me/@name, '：')"/></to>
      <p>
        <xsl:call-template name="opening"/>
        <xsl:call-template name="correction"><xsl:with-param name="kind" select="'函'"/></xsl:call-template>
        <xsl:if test="$tasked">
          <xsl:value-of select="concat('现将有关任务及', $year-period, '（截至', $asof, '）', $standing, '函告如下。')"/>
        </xsl:if>
        <xsl:if test="not($tasked)">现将有关事项函告如下。</xsl:if>
        <xsl:if test="$tasked"><xsl:call-template name="how-to-read"/></xsl:if>
      </p>
      <xsl:call-template name="sections"/>
      <!-- a letter of nothing else needs no heading over it -->
      <xsl:if test="$tasked">
        <xsl:call-template name="heading">
          <xsl:with-param name="number" select="1 + boolean($lead) + boolean($support)"/>
          <xsl:with-param name="text" select="'有关事项'"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="matters"/>
      <p>特此函达。</p>
      <xsl:call-template name="attachment-note"/>
      <xsl:call-template name="signature"/>
      <xsl:call-template name="remarks"/>
      <xsl:call-template name="attachments"/>
      <xsl:if test="$issue/r:cc">
        <imprint>
          <xsl:call-template name="copies"><xsl:with-param name="to" select="$issue/r:cc"/></xsl:call-template>
        </imprint>
      </xsl:if>
    </document>
  </xsl:template>

  <!-- 工作任务清单 -->
  <xsl:template name="list">
    <document format="plain">
      <xsl:call-template name="document-attributes"/>
      <xsl:call-template name="meta">
        <xsl:with-param name="title" select="concat($me/@name, '工作任务清单（', $year-period, '）')"/>
        <xsl:with-param name="kind" select="concat('工作任务清单，', $me/@full)"/>
      </xsl:call-template>
      <title>
        <xsl:value-of select="concat($me/@name, '工作任务清单')"/><br/>
        <xsl:value-of select="concat('（', $year-period, '）')"/>
      </title>
      <p>
        <xsl:call-template name="opening"/>
        <xsl:call-template name="correction"><xsl:with-param name="kind" select="'清单'"/></xsl:call-template>
        <xsl:if test="$tasked"><xsl:value-of select="concat('截至', $asof, '的', $standing, '如下。')"/></xsl:if>
        <xsl:if test="$tasked"><xsl:call-template name="how-to-read"/></xsl:if>
      </p>
      <xsl:call-template name="sections"/>
      <xsl:if test="$figures">
        <xsl:call-template name="heading">
          <xsl:with-param name="number" select="1 + boolean($lead) + boolean($support)"/>
          <xsl:with-param name="text" select="concat('目标', $standing, '表')"/>
        </xsl:call-template>
        <xsl:call-template name="unit-table"/>
      </xsl:if>
      <xsl:call-template name="signature"/>
    </document>
  </xsl:template>

  <!-- ==== the opening ==== -->

  <xsl:template name="opening">
    <xsl:call-template name="cite-plan"/>
    <xsl:text>已于</xsl:text>
    <xsl:call-template name="date"><xsl:with-param name="iso" select="$report/r:promulgation/@dated"/></xsl:call-template>
    <xsl:text>印发</xsl:text>
    <xsl:if test="not($tasked)"><xsl:value-of select="concat('，其中没有列明由', $you, '牵头或者配合的任务')"/></xsl:if>
    <xsl:text>。</xsl:text>
    <xsl:if test="$tasked">
      <xsl:value-of select="concat('按照任务分工，', $you)"/>
      <xsl:if test="$lead"><xsl:value-of select="concat('承担牵头任务', count($lead), '项')"/></xsl:if>
      <xsl:if test="$lead and $support">、</xsl:if>
      <xsl:if test="$support and not($lead)">承担</xsl:if>
      <xsl:if test="$support"><xsl:value-of select="concat('配合任务', count($support), '项')"/></xsl:if>
      <xsl:if test="$figures"><xsl:value-of select="concat('，涉及量化目标', count($figures), '个')"/></xsl:if>
      <xsl:text>。</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="how-to-read">
    <xsl:text>所列任务为</xsl:text><xsl:value-of select="$short"/><xsl:text>原文</xsl:text>
    <xsl:if test="$figures">
      <xsl:text>，目标以黑体标示；</xsl:text>
      <light value="green">●</light><light value="yellow">▲</light><light value="red">■</light><light value="grey">○</light>
      <xsl:text>为评价标识</xsl:text>
      <xsl:if test="($lead | $support)/r:figure[@measure = 'count' and @share]">，括号内为完成率</xsl:if>
      <xsl:text>，口径见</xsl:text>
      <xsl:if test="$self">文后表注</xsl:if>
      <xsl:if test="not($self)"><ref to="att1">附件1</ref></xsl:if>
    </xsl:if>
    <xsl:text>。</xsl:text>
  </xsl:template>

  <!-- ==== the tasks ==== -->

  <xsl:template name="sections">
    <!-- a list of one kind of task needs no heading over it -->
    <xsl:variable name="headed" select="not($self) or ($lead and $support) or $figures"/>
    <xsl:if test="$lead">
      <xsl:if test="$headed">
        <xsl:call-template name="heading">
          <xsl:with-param name="number" select="1"/><xsl:with-param name="text" select="'牵头任务'"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select="$lead"><xsl:with-param name="role" select="true()"/></xsl:apply-templates>
    </xsl:if>
    <xsl:if test="$support">
      <xsl:if test="$headed">
        <xsl:call-template name="heading">
          <xsl:with-param name="number" select="1 + boolean($lead)"/><xsl:with-param name="text" select="'配合任务'"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select="$support"><xsl:with-param name="role" select="false()"/></xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <!-- the notice's full wording under its place in the notice, and where it stands; role: whether the unit leads it -->
  <xsl:template match="r:task">
    <xsl:param name="role"/>
    <!-- the place is said once for tasks that follow each other in it, no area between them -->
    <xsl:variable name="before" select="preceding-sibling::*[descendant-or-self::r:task[$role and r:lead/@unit = $unit
                                                                                   or not($role) and r:support/@unit = $unit]][1]"/>
    <xsl:if test="not($before/self::r:task)">
      <h level="2"><xsl:apply-templates select=".." mode="place"/></h>
    </xsl:if>
    <p id="task-{@id}">
      <xsl:variable name="level" select="2 + boolean(parent::r:area)"/>
      <h level="{$level}">
        <xsl:attribute name="number">
          <xsl:call-template name="numbering">
            <xsl:with-param name="level" select="$level"/><xsl:with-param name="number" select="@ordinal"/>
          </xsl:call-template>
        </xsl:attribute>
        <xsl:call-template name="closed"><xsl:with-param name="text" select="@title"/></xsl:call-template>
      </h>
      <xsl:apply-templates select="r:text" mode="wording"/>
      <xsl:call-template name="responsible"/>
    </p>
    <p>
      <xsl:value-of select="$standing"/><xsl:text>：</xsl:text>
      <xsl:for-each select="r:figure">
        <xsl:if test="position() &gt; 1">；</xsl:if>
        <xsl:call-template name="lamp"/>
        <xsl:call-template name="figure-brief"/>
      </xsl:for-each>
      <xsl:if test="r:figure">。</xsl:if>
      <xsl:apply-templates select="r:words/r:p[1]" mode="closed"/>
      <xsl:if test="not(r:figure or r:words)">
        <xsl:value-of select="substring('尚未收到报送材料。尚无材料。', 1 + 9 * $self, 9 - 4 * $self)"/>
      </xsl:if>
    </p>
    <xsl:for-each select="r:words/r:p[position() &gt; 1]"><p><xsl:apply-templates select="." mode="closed"/></p></xsl:for-each>
  </xsl:template>

  <xsl:template match="r:part" mode="place"><xsl:value-of select="@title"/></xsl:template>
  <xsl:template match="r:area" mode="place">
    <xsl:value-of select="../@title"/>
    <xsl:call-template name="numbering">
      <xsl:with-param name="level" select="2"/><xsl:with-param name="number" select="@ordinal"/>
    </xsl:call-template>
    <xsl:value-of select="@title"/>
  </xsl:template>

  <!-- a phrase that sets two targets is set off once -->
  <xsl:template match="r:target" mode="wording"><b><xsl:value-of select="."/></b></xsl:template>

  <!-- ==== 有关事项 ==== -->

  <!-- what isn't green, each kind with what can be done about it -->
  <xsl:template name="matters-behind">
    <xsl:variable name="floors" select="$behind[not(@ceiling)]"/>
    <xsl:variable name="ceilings" select="$behind[@ceiling]"/>
    <xsl:choose>
      <xsl:when test="not($floors)"/>
      <xsl:when test="$result">对未完成的目标，请分析原因，研究后续措施和完成时限</xsl:when>
      <xsl:otherwise>
        <xsl:text>对</xsl:text>
        <xsl:if test="$ceilings">进度落后的</xsl:if>
        <xsl:if test="$floors[@light = 'red']">红灯</xsl:if>
        <xsl:if test="$floors[@light = 'red'] and $floors[@light = 'yellow']">、</xsl:if>
        <xsl:if test="$floors[@light = 'yellow']">黄灯</xsl:if>
        <xsl:text>目标，请分析原因、研究措施，争取</xsl:text>
        <!-- the quarter is over, the year isn't -->
        <xsl:if test="$floors[@period = 'year']">如期完成</xsl:if>
        <xsl:if test="not($floors[@period = 'year'])">下季度按要求完成</xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$floors and $ceilings">；</xsl:if>
    <xsl:if test="$ceilings">
      <xsl:text>对</xsl:text>
      <xsl:call-template name="restrain">
        <xsl:with-param name="ceilings" select="$ceilings"/><xsl:with-param name="ask" select="'请'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$behind">。</xsl:if>
  </xsl:template>

  <!-- what is asked of everybody who has a task: to go on, or, when the year is over, to see to what comes after it -->
  <xsl:template name="matters-first">
    <xsl:choose>
      <xsl:when test="not($tasked)">结合职责，继续关心支持有关工作。</xsl:when>
      <xsl:when test="$result and $lead">
        <xsl:text>做好牵头任务的总结和后续衔接</xsl:text>
        <xsl:if test="$support">，支持有关牵头单位做好配合任务的后续工作</xsl:if>
        <xsl:text>。</xsl:text>
      </xsl:when>
      <xsl:when test="$result">支持牵头单位做好有关任务的总结和后续衔接。</xsl:when>
      <xsl:when test="$lead and $support">继续统筹推进牵头任务，支持有关牵头单位推进配合任务落实。</xsl:when>
      <xsl:when test="$lead">继续统筹推进牵头任务。</xsl:when>
      <xsl:otherwise>继续支持牵头单位推进有关任务落实。</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="matters">
    <p>
      <xsl:value-of select="concat('（一）请', $you)"/>
      <xsl:call-template name="matters-first"/>
      <xsl:call-template name="matters-behind"/>
    </p>
    <p>
      <xsl:text>（二）</xsl:text>
      <xsl:if test="not($tasked)">如有意见建议，</xsl:if>
      <xsl:text>请填写回执（</xsl:text>
      <ref to="reply">附件<xsl:if test="$figures">2</xsl:if></ref>
      <xsl:text>）</xsl:text>
      <xsl:if test="$answered or $silent">，补报</xsl:if>
      <xsl:if test="$answered"><xsl:value-of select="concat(count($answered), '个目标的数据')"/></xsl:if>
      <xsl:if test="$answered and $silent">和</xsl:if>
      <xsl:if test="$silent"><xsl:value-of select="concat(count($silent), '项任务的', $standing)"/></xsl:if>
      <xsl:text>，</xsl:text>
      <xsl:if test="$report/r:issuance/@reply-by">
        <xsl:text>于</xsl:text>
        <xsl:call-template name="date"><xsl:with-param name="iso" select="$report/r:issuance/@reply-by"/></xsl:call-template>
        <xsl:text>前</xsl:text>
      </xsl:if>
      <xsl:value-of select="concat('函复', $us, '。')"/>
      <xsl:if test="$others-answer or $others-silent">
        <xsl:if test="$answered or $silent">其他</xsl:if>
        <xsl:text>尚未报送的</xsl:text>
        <xsl:if test="$others-answer">数据</xsl:if>
        <xsl:if test="$others-answer and $others-silent">和</xsl:if>
        <xsl:if test="$others-silent"><xsl:value-of select="$standing"/></xsl:if>
        <xsl:text>，由列首位的牵头单位（</xsl:text>
        <!-- each once, in protocol order -->
        <xsl:call-template name="join">
          <xsl:with-param name="of" select="$report/r:units/r:unit[@id = ($others-answer/.. | $others-silent)/r:lead[1]/@unit]/@name"/>
          <xsl:with-param name="by" select="'、'"/>
        </xsl:call-template>
        <xsl:text>）汇总报送，请予配合。</xsl:text>
      </xsl:if>
      <xsl:if test="$tasked">如有不同意见，请一并反馈。</xsl:if>
    </p>
    <xsl:for-each select="$report/r:issuance/r:contact">
      <p>
        <!-- no line divides the word, or the number behind its area code; one may end between them -->
        <xsl:value-of select="concat('（三）联系单位：', @office, '；联系电&#x2060;话：', substring-before(concat(@phone, '-'), '-'))"/>
        <xsl:if test="contains(@phone, '-')">
          <xsl:value-of select="concat('&#x2060;-&#x2060;', substring-after(@phone, '-'))"/>
        </xsl:if>
        <xsl:text>。</xsl:text>
      </p>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
