<?xml version="1.0" encoding="UTF-8"?>
<!--
  Growth and gain in words. A name says of itself what moves, which way, and perhaps since when:

    万元产值用水量 较2020年 下降      the verb turns with the sign of the figure
    居民消费价格 涨幅                 a noun: 涨幅为2%, but 同比下降0.3%
    降低 全社会物流成本               a fall may stand before what falls, and is told behind it: 全社会物流成本 降低

  and `change` takes it apart for who tells it as a sentence (say), as a list calls it (name), or as what was asked (aim).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:tongbao:report"
                exclude-result-prefixes="r">

  <!-- Of each verb: whether it is a rise (升) or a fall (降), what is said of a figure above 0 and below, and what it is as a
       noun. Where that is 幅度, it needn't be last year that is compared with: of 时限压缩 it is what the law allows. -->
  <xsl:variable name="moves" select="concat(
    '；增长 升 增长 下降 增速；提高 升 增长 下降 增速；提升 升 增长 下降 增速；上升 升 增长 下降 增速；增加 升 增长 下降 增速；',
    '上涨 升 上涨 下降 涨幅；扩大 升 扩大 缩小 幅度；延长 升 延长 缩短 幅度；上调 升 上调 下调 幅度；',
    '下降 降 下降 上升 降幅；降低 降 下降 上升 降幅；减少 降 下降 上升 降幅；压减 降 下降 上升 降幅；压降 降 下降 上升 降幅；',
    '回落 降 回落 上升 幅度；下调 降 下调 上调 幅度；压缩 降 压缩 延长 幅度；缩短 降 缩短 延长 幅度；缩减 降 缩减 增加 幅度；',
    '削减 降 削减 增加 幅度；精简 降 精简 增加 幅度；缩小 降 缩小 扩大 幅度；收窄 降 收窄 扩大 幅度；减亏 降 减亏 增亏 降幅；')"/>
  <!-- the same of nouns; besides, a verb with one of the tails is one -->
  <xsl:variable name="nouns"
                select="'；增速 升 增长 下降；增幅 升 增长 下降；升幅 升 增长 下降；涨幅 升 上涨 下降；降幅 降 下降 上升；减幅 降 下降 上升；跌幅 降 下降 上升；'"/>
  <xsl:variable name="tails" select="'幅度 速度 比例 '"/>
  <!-- last year in a name, which the sentence says itself; and what says before a verb how it is meant -->
  <xsl:variable name="last-years"
                select="'同比 比上年同期 较上年同期 比去年同期 较去年同期 比上年度 较上年度 比上年 较上年 比去年 较去年 '"/>
  <xsl:variable name="manners" select="'年均 平均 环比 实际 名义 累计 '"/>

  <!-- what may stand before a verb that begins a name; and what isn't a fall though it begins as one -->
  <xsl:variable name="openers" select="'力争 争取 确保 努力 持续 继续 进一步 有效 大力 大幅 稳步 逐步 推动 推进 '"/>
  <xsl:variable name="no-falls" select="'压缩机 压缩空 压缩天 压缩饼 '"/>

  <xsl:template name="change">
    <xsl:param name="name"/>
    <xsl:param name="to"/>
    <xsl:variable name="core">
      <xsl:call-template name="without-bracket"><xsl:with-param name="text" select="$name"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="size" select="string-length($core)"/>
    <xsl:variable name="last" select="substring($core, $size - 1)"/>
    <xsl:variable name="tail" select="2 * contains($tails, concat($last, ' ')) + (substring($last, 2) = '率')"/>
    <xsl:variable name="word" select="substring($core, $size - $tail - 1, 2)"/>
    <xsl:variable name="verb" select="substring-before(substring-after($moves, concat('；', $word, ' ')), '；')"/>
    <xsl:variable name="noun" select="substring-before(substring-after($nouns, concat('；', $last, ' ')), '；')"/>
    <!-- points are added to a rate of growth as to any other -->
    <xsl:variable name="moved" select="@measure = 'growth' or $tail = 0 and not(contains('增速 增幅 涨幅 ', concat($last, ' ')))
                                       or $last = '幅度'"/>
    <xsl:variable name="move" select="substring(concat($verb, substring($noun, 1, 99 * ($verb = ''))), 1, 99 * $moved)"/>
    <xsl:variable name="what" select="substring($core, 1, $size - ($move != '') * (2 + $tail))"/>
    <xsl:variable name="as-noun" select="$move != '' and ($tail &gt; 0 or $verb = '')"/>
    <xsl:variable name="subject">
      <xsl:choose>
        <xsl:when test="contains('比期年度', substring($what, string-length($what)))">
          <xsl:call-template name="without-end">
            <xsl:with-param name="text" select="$what"/><xsl:with-param name="ends" select="$last-years"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$what"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <!-- 较2020年, 比“十三五”末, 较法定时限 -->
    <xsl:variable name="since" select="contains('年末底初期前季月限均', substring($what, string-length($what)))
                                       and translate($what, '较比', '') != $what and $subject = $what"/>
    <!-- 降低物流成本 as 物流成本降低 -->
    <xsl:variable name="turned">
      <xsl:if test="$move = ''">
        <xsl:call-template name="fall-behind"><xsl:with-param name="text" select="$core"/></xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$turned != ''">
        <xsl:call-template name="change">
          <xsl:with-param name="name" select="concat($turned, substring($name, $size + 1))"/><xsl:with-param name="to" select="$to"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$to = 'say'">
        <xsl:call-template name="say-change">
          <xsl:with-param name="name" select="$name"/>
          <xsl:with-param name="subject" select="concat($subject, substring($name, $size + 1))"/>
          <xsl:with-param name="move" select="$move"/>
          <xsl:with-param name="word" select="$word"/>
          <xsl:with-param name="noun" select="$as-noun"/>
          <xsl:with-param name="since"
                          select="$since or contains($manners, concat(substring($what, string-length($what) - 1), ' '))"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$to = 'name'">
        <xsl:choose>
          <xsl:when test="$verb = '' or $tail &gt; 0">
            <xsl:value-of select="$core"/>
            <!-- what grows is told from its growth, unless the name has a word of that already: 实现倍增 -->
            <xsl:if test="$move = '' and @measure = 'growth' and translate($core, '倍番涨幅', '') = $core
                          and not(contains($core, '增长') or contains($core, '增速') or contains($core, '目标'))">增速</xsl:if>
          </xsl:when>
          <xsl:when test="$since or substring($verb, 9) = '幅度' or @measure = 'gain' and starts-with($verb, '升')">
            <xsl:value-of select="concat($core, '幅度')"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="concat($subject, substring($verb, 9))"/></xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="substring($name, $size + 1)"/>
      </xsl:when>
      <!-- a fall is asked for where the sentence tells of one, or has to tell of a rise; a rise where it has to tell of none -->
      <xsl:when test="starts-with($move, '降')">
        <xsl:if test="@measure = 'gain' or @value &lt; 0 or not($as-noun)"><xsl:value-of select="substring($move, 3, 2)"/></xsl:if>
      </xsl:when>
      <xsl:when test="@value &gt; 0"/>
      <xsl:when test="@measure = 'gain' and substring($move, 9) != '幅度'">提高</xsl:when>
      <xsl:otherwise><xsl:value-of select="substring(concat($move, substring('升 增长', 1, 9 * ($move = ''))), 3, 2)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a name that begins with a fall, with the verb behind what falls; nothing of another -->
  <xsl:template name="fall-behind">
    <xsl:param name="text"/>
    <xsl:param name="openers" select="$openers"/>
    <xsl:variable name="opener" select="substring-before($openers, ' ')"/>
    <xsl:variable name="verb" select="substring($text, 1, 2)"/>
    <xsl:variable name="rest" select="substring($text, 3)"/>
    <xsl:choose>
      <xsl:when test="contains($moves, concat('；', $verb, ' 降 '))">
        <!-- 下降类; 减亏企业, which don't grow fewer; but 压缩机构编制 -->
        <xsl:if test="$rest != '' and $verb != '减亏' and not(contains('类型式版', substring($rest, 1, 1)))
                      and (not(contains($no-falls, concat(substring($text, 1, 3), ' '))) or contains('构关', substring($text, 4, 1)))">
          <xsl:variable name="what">
            <xsl:call-template name="without-end">
              <xsl:with-param name="text" select="$rest"/>
              <!-- of 占用比例 points may be taken away, no per cent -->
              <xsl:with-param name="ends" select="substring('幅度 比例 ', 1, 3 + 3 * (@measure = 'growth'))"/>
            </xsl:call-template>
          </xsl:variable>
          <xsl:value-of select="concat($what, $verb, substring-after($rest, $what))"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$opener = ''"/>
      <xsl:when test="starts-with($text, $opener)">
        <xsl:call-template name="fall-behind">
          <xsl:with-param name="text" select="substring-after($text, $opener)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="fall-behind">
          <xsl:with-param name="text" select="$text"/><xsl:with-param name="openers" select="substring-after($openers, ' ')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the verb goes by the sign of the figure, which is said without it -->
  <xsl:template name="say-change">
    <xsl:param name="name"/>
    <xsl:param name="subject"/>
    <xsl:param name="move"/>
    <xsl:param name="word"/>
    <xsl:param name="noun"/>
    <xsl:param name="since"/>
    <xsl:variable name="own" select="substring($move, 9) = '幅度'"/>
    <xsl:variable name="against">
      <xsl:choose>
        <xsl:when test="$since or @measure = 'level'"/>
        <xsl:when test="@measure = 'gain'">比上年</xsl:when>
        <xsl:when test="not($own)">同比</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <!-- what is called a rate and fell is better told without the word -->
      <xsl:when test="@measure = 'growth' and ($noun and not(@value &lt; 0) or $move = '' and (contains($name, '增速') or contains($name, '增长率')))">
        <xsl:value-of select="concat($name, '为')"/><xsl:call-template name="value"/>
      </xsl:when>
      <xsl:when test="@value &gt; 0">
        <xsl:value-of select="concat($subject, $against)"/>
        <xsl:choose>
          <xsl:when test="@measure = 'level'"><xsl:value-of select="$word"/></xsl:when>
          <xsl:when test="@measure = 'gain' and not($own or starts-with($move, '降'))">提高</xsl:when>
          <xsl:when test="$move = ''">增长</xsl:when>
          <xsl:otherwise><xsl:value-of select="substring($move, 3, 2)"/></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="value"/>
      </xsl:when>
      <xsl:when test="@value &lt; 0">
        <xsl:value-of select="concat($subject, $against)"/>
        <xsl:choose>
          <xsl:when test="$move = ''">下降</xsl:when>
          <!-- time is drawn out, other things grow -->
          <xsl:when test="$word = '压缩' and translate($subject, '时期天', '') = $subject">增加</xsl:when>
          <xsl:otherwise><xsl:value-of select="substring($move, 6, 2)"/></xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="concat(translate(@value, '-', ''), @unit)"/>
      </xsl:when>
      <xsl:when test="$against = '同比'"><xsl:value-of select="concat($subject, '与上年同期持平')"/></xsl:when>
      <xsl:when test="$against = '比上年'"><xsl:value-of select="concat($subject, '与上年持平')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($subject, '没有变化')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== against an average ==== -->

  <xsl:template name="name-of-change">
    <xsl:param name="name"/>
    <xsl:choose>
      <xsl:when test="@base = 'average'">
        <xsl:variable name="compared">
          <xsl:call-template name="compared"><xsl:with-param name="name" select="$name"/></xsl:call-template>
        </xsl:variable>
        <xsl:variable name="comparison">
          <xsl:call-template name="comparison"><xsl:with-param name="name" select="$compared"/></xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="concat($compared, substring('的幅度', 1, 3 * ($comparison != '')))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="change">
          <xsl:with-param name="name" select="$name"/><xsl:with-param name="to" select="'name'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a name that ends in the comparison, with that before what is compared with: 增速比全国快 as 增速快于全国 -->
  <xsl:template name="compared">
    <xsl:param name="name"/>
    <xsl:variable name="out" select="substring($name, string-length($name)) = '出'"/>
    <xsl:variable name="size" select="string-length($name) - $out"/>
    <xsl:variable name="how" select="substring($name, $size, 1)"/>
    <xsl:variable name="before" select="substring($name, 1, $size - 1)"/>
    <xsl:variable name="than" select="substring('较比', 1 + contains($before, '比'), 1)"/>
    <xsl:variable name="whose">
      <xsl:if test="$how != '' and contains('高低快慢优好多少大小', $how) and contains($before, $than)">
        <xsl:call-template name="after-last">
          <xsl:with-param name="text" select="$before"/><xsl:with-param name="mark" select="$than"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <!-- not 比例, 比重 or 比率 -->
      <xsl:when test="$whose != '' and not(contains('例重率值', substring($whose, 1, 1)))">
        <xsl:value-of select="concat(substring($before, 1, string-length($before) - string-length($whose) - 1), $how,
                                     substring('于出', 1 + $out, 1), $whose)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 高于全省 or 快于城镇居民, as the name has it -->
  <xsl:template name="say-above-average">
    <xsl:param name="name"/>
    <xsl:variable name="compared">
      <xsl:call-template name="compared"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="comparison">
      <xsl:call-template name="comparison"><xsl:with-param name="name" select="$compared"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="verb" select="substring-before($comparison, ' ')"/>
    <xsl:choose>
      <xsl:when test="$comparison = ''">
        <xsl:value-of select="$name"/>
        <xsl:call-template name="above-or-below"><xsl:with-param name="whose" select="'平均水平'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="substring-before($compared, $verb)"/>
        <xsl:call-template name="above-or-below">
          <xsl:with-param name="whose" select="substring-after($compared, $verb)"/>
          <xsl:with-param name="up" select="substring-before(substring-after($comparison, ' '), ' ')"/>
          <xsl:with-param name="down" select="substring-after(substring-after($comparison, ' '), ' ')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the same of what was asked, where the figure isn't above 0, so that the sentence tells of something else -->
  <xsl:template name="aim-above-average">
    <xsl:variable name="compared">
      <xsl:call-template name="compared"><xsl:with-param name="name" select="string(@name)"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="comparison">
      <xsl:call-template name="comparison"><xsl:with-param name="name" select="$compared"/></xsl:call-template>
    </xsl:variable>
    <xsl:if test="$comparison = ''">高于平均水平</xsl:if>
    <xsl:if test="$comparison != ''">
      <xsl:value-of select="concat(substring-before(substring-after($comparison, ' '), ' '),
                                   substring-after($compared, substring-before($comparison, ' ')))"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="above-or-below">
    <xsl:param name="whose"/>
    <xsl:param name="up" select="'高于'"/>
    <xsl:param name="down" select="'低于'"/>
    <xsl:choose>
      <xsl:when test="@value &gt; 0"><xsl:value-of select="concat($up, $whose, @value, @unit)"/></xsl:when>
      <xsl:when test="@value &lt; 0"><xsl:value-of select="concat($down, $whose, translate(@value, '-', ''), @unit)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('与', $whose, '持平')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the first comparison that the name holds, and how it is said of a figure above 0 and below -->
  <xsl:template name="comparison">
    <xsl:param name="name"/>
    <xsl:param name="of" select="concat('不低于 高于 低于；高于 高于 低于；高出 高出 低于；快于 快于 慢于；优于 优于 差于；好于 好于 差于；多于 多于 少于；大于 大于 小于；',
                                        '超过 超过 低于；超出 超出 低于；领先 领先 落后；低于 低于 高于；慢于 慢于 快于；少于 少于 多于；小于 小于 大于；')"/>
    <xsl:variable name="first" select="substring-before($of, '；')"/>
    <xsl:choose>
      <xsl:when test="contains($name, substring-before($first, ' '))"><xsl:value-of select="$first"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="comparison">
          <xsl:with-param name="name" select="$name"/><xsl:with-param name="of" select="substring-after($of, '；')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
