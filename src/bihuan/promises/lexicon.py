"""What the words of targets mean: names of one indicator, good directions, caps, deeds. Extend here, not in the code."""

import re
from typing import Final

# one matter under several names: whatever the pattern finds is read as the name before it
SAME: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("能耗强度", r"能源消耗强度|能耗强度|(?:单位|万元)(?:国内生产总值|地区生产总值|生产总值|GDP|工业增加值)(?:综合)?能耗"),
        ("碳排放强度", r"二氧化碳排放强度|碳排放强度|碳强度"),
        ("消费物价", r"(?:居民)?消费(?:品)?价格(?:总水平|指数)?|CPI"),
        ("生产总值", r"国内生产总值|地区生产总值|生产总值|(?<![A-Z])GDP|^经济(?=增长)"),
        ("货币供应", r"广义货币(?:供应量)?(?:（?M2）?)?|M2"),
        ("新增就业", r"城镇新增就业(?:人数|人员|人口)?|新增城镇就业(?:人数|人员)?"),
        ("登记失业率", r"城镇登记失业率|登记失业率"),
        ("进出口", r"(?:外贸)?进出口(?:总额|总值|贸易额)"),
        ("预算收入", r"一般公共预算收入|公共财政(?:预算)?收入|地方财政收入|财政(?:总)?收入"),
        ("外资", r"(?:实际)?(?:利用|使用)外资|外商(?:直接)?投资"),
        ("医保", r"新农合和城镇居民(?:基本)?医疗保险|(?:居民)?(?:基本)?医疗保险|(?:居民)?基本医保"),
        ("公共卫生", r"基本公共卫生(?:服务)?(?:项目)?(?:经费)?"),
        ("保障性住房", r"(?:城镇)?保障性安居工程(?:住房)?|(?:城镇)?保障性住房|保障房"),
        ("棚户区", r"(?:城镇|城市|各类)?棚户区(?:住房)?|棚改"),
        ("危房", r"农村危旧?房|农村D级危房|危旧房"),
        ("易地搬迁", r"易地(?:扶贫)?搬迁(?:脱贫)?"),
        ("负担", r"税负|税费负担|负担"),
        ("贫困人口", r"农村贫困人口|建档立卡贫困人口"),
        ("行政审批", r"行政审批(?:等)?(?:项目)?"),
        ("养老金", r"基本养老金(?:水平|标准)?|基础养老金(?:水平|标准)?"),
        ("限制类", r"限制[类性]"),
        ("细颗粒物", r"细颗粒物(?:（PM2\.5）)?|PM2\.5"),
        ("优良天数", r"(?:空气)?(?:质量)?优良天数(?:比例|比率|率|占比)?|空气(?:质量)?优良率"),
        ("固定投资", r"固定资产投资(?:额)?"),
        ("社零", r"(?:全)?社会消费品零售总额|社零(?:总)?额?"),
        ("规上工业", r"规模以上工业(?:企业)?(?:增加值)?|规上工业(?:企业)?(?:增加值)?"),
        ("高标准农田", r"高标准(?:基本)?农田"),
        ("城乡供水", r"城乡供水一体化|农村集中供水"),
    )
)  # fmt: skip
LOWER_IS_GOOD: Final = re.compile(
    r"失业率|价格|物价|涨幅|赤字|负债率|不良率|死亡|事故|能耗|消耗|排放|信访量|发案|投诉|细颗粒物|漏损率|办理时限"
)
CAP: Final = re.compile(r"控制在|以内|不超过|(?<!不)低于|不高于|不多于|以下|降至|降到|压至|压减到")
FALLS: Final = re.compile(r"下降|降低|减少|压减|缩减|削减|压缩|减轻")
RISES: Final = re.compile(r"增长|提高|上涨|增加|上升|扩大")
TASK_DONE: Final = re.compile(r"(?:任务|指标|目标|计划)[^，。；]{0,6}(?:完成|实现)|(?:超额|如期|全面|提前|圆满)完成")
TASK_FAILED: Final = re.compile(r"(?:未能?|没有|尚未)(?:如期|按期|全部|全面)?(?:实现|完成|达到)")
# A planned number is a promise when its sentence says that something shall be done or reached.
DEED: Final = re.compile(
    r"增长|下降|降低|减少|增加|提高|提升|扩大|新增|控制|达到|稳定在|保持在|实现|完成|安排|改造|改建|新建|建成|建设|开工|投产|淘汰|解决"
    r"|启动|推进|取消|下放|压减|压缩|缩减|整治|培训|覆盖|开展|确保|争取|力争|不低于|不少于|以上|以内|左右|退耕|造林|修复|拆除|引进|培育"
    r"|办理|创建|招引|落实|发放|整改|免征|减轻|试点|脱贫|搬迁|失业率|赤字|涨幅|投资|发债|债券|筹集|治理|植树|打造|扩建|降[至到]|压[至到]|突破|增幅|增速|不超过|不高于|不多于|不突破|减税|降费|减负|让利|率(?=\d)"
)
NO_PROMISE: Final = re.compile(
    r"^(?:其中)?[比较](?:上年|去年|上一年|同期)(?:预算|同期|实际)?[^，]{0,4}[增减提扩下上高低]|相当于|目标[确设]?定[在为]|意味着|亿多?中国人|亿人民"
    r"|[一两三四五]个(?:全面|维护|意识|自信|确保|文明|坚持)|已经|累计已|周年|世纪|以来"
)
# Goals of several years are no promise of the next one.
LONG_TERM: Final = re.compile(
    r"十[一二三四五六]五|今后(?:一个时期|[一二三四五六七八九十]年|几年)|未来[一二三四五六七八九十几]年|一个时期"
    r"|到20\d\d年|20\d\d年(?:前|底前)"
)
NOT_AFTER: Final = re.compile(r"^(?:人)?(?:”?问题|孩子|政策|中国人|人民)")
# What any target may say; what is left names the indicator.
FILLING: Final = re.compile(
    r"今年|全年|年内|年末|明年|去年|各类|继续|预期|目标|拟定?|安排|力争|确保|争取|主要|发展|国务院|各部门|其中|并且|以及|逐步|进一步|加快"
    r"|推进|实施|完成|达到?|提高到|增加到|扩大到|稳定在|保持在|控制在|提高|增加|扩大|上升|上涨|增长|下降|降低|减少|左右|以上|以内"
    r"|多|余|约|超过|不低于|低于|要|再|又|将|把|由|从|到|了|的|为|是|都|也|分别|每人每年|人均|任务|工作|标准|规模"
    r"|年度|退出|压减|去(?=产能)|开展|免费|新增|提供|公开|累计|总数|新建|建成|招聘|各级|共(?!同|享|识|产|和|青)"
    r"|全国|全县|全市|全省|全区|新增加|，|、|“|”|\d+(?:\.\d+)?[万亿]*[%％]?"
)
# Measure words that count the same kind of thing.
COUNTERS: Final = (frozenset({"人", "名", "位", ""}), frozenset("个家所处座间幢栋项件宗起条支") | {"个村", "个点"})
# A rise by so much is not answered by what it rose to.
BY: Final = re.compile(r"(?:再|各|均|分别)?(?:增加|提高|上调|提升)$")
TO: Final = re.compile(r"[到至为](?:每人|人均|每月|每年)*$")
# A level is not answered by what came on top.
LEVEL: Final = re.compile(r"(?:突破|达到?|总数|总量|稳定在|保持在)$")
ADDED: Final = re.compile(r"(?:净增加?|新增加?|增加)(?:了|约|近)?$")
# What tells a whole or nothing without a figure.
ALL: Final = re.compile(
    r"全覆盖|全部|全面(?!推[进开]|加强|落实)|均(?=[达完已实通])|无一|百分之百|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|零遗漏"
)
NONE: Final = re.compile(r"(?:未|没有)(?:发生|出现)|零(?:事故|发生|伤亡|报告|新增|容忍)|杜绝|为零")
# The stage of a work: what is begun does not answer what is finished.
STAGES: Final = tuple(
    re.compile(stage)
    for stage in (r"新?开工|新安排", r"建成|竣工|完工|投产|投用", r"淘汰|取消|关停|退出", r"脱硫", r"脱硝", r"除尘")
)
# Where two texts name different sides of one pair, they speak of different matters.
SIDES: Final = (
    ("中央", "地方"),
    ("城市", "农村"),
    ("一般性", "专项"),
    ("铁路", "公路"),
    ("高速公路", "农村公路"),
    ("二氧化硫", "氮氧化物", "化学需氧量", "氨氮"),
    ("小学", "中学", "幼儿园"),
)
# Numbers of several years together answer no promise of one.
SEVERAL_YEARS: Final = re.compile(
    r"年均|[三四五六十]年(?:来|累计|间|时间)|过去[三四五]年|十[一二三四五六]五|[三四五]年的?(?:努力|发展)"
)
ONE_YEAR: Final = re.compile(r"今年|去年|全年|当年|年末|上年")
# A clause that tells only by how much the number before it changed.
BY_HOW_MUCH: Final = re.compile(
    r"^(?:同比|[比较](?:上年|去年|同期))?(?:增长|增加|提高|减少|下降|降低|上升|多|少)(?:了|约)?\d"
)
LEADING: Final = re.compile(r"^(?:今年|全年|年内|明年|要|再|拟|将|力争|确保|争取|继续|进一步|其中|预期|把)+")
TRAILING: Final = re.compile(
    r"(?:扩大|提高|增加|降低|下降|减少|增长|达|稳定|保持|控制|安排|上升|不低于|不少于|不超过|超过|约)+[到至在为]?$"
)
