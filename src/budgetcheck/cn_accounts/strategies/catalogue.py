"""Catalogue: codes that departments spend on, with the names of their rows.

A part of the national classification (政府收支分类科目), enough for departments of all
kinds; some sections (款) have no items. Which budget may pay for an item, its code
says.
"""

from __future__ import annotations

from collections.abc import Mapping

from budgetcheck.cn_accounts.forms.classes import ECONOMIC, FUNCTIONAL

GENERAL_PUBLIC = "general_public"
GOVERNMENT_FUNDS = "government_funds"
STATE_CAPITAL = "state_capital"
FUNDS = (GENERAL_PUBLIC, GOVERNMENT_FUNDS, STATE_CAPITAL)

_SECTIONS = """
20103 政府办公厅（室）及相关机构事务
20106 财政事务
20202 驻外机构
20306 国防动员
20402 公安
20502 普通教育
20508 进修及培训
20604 技术研究与开发
20701 文化和旅游
20709 旅游发展基金支出
20805 行政事业单位养老支出
20808 抚恤
21004 公共卫生
21011 行政事业单位医疗
21101 环境保护管理事务
21103 污染防治
21201 城乡社区管理事务
21203 城乡社区公共设施
21205 城乡社区环境卫生
21208 国有土地使用权出让收入安排的支出
21213 城市基础设施配套费安排的支出
21301 农业农村
21303 水利
21401 公路水路运输
21508 支持中小企业发展和管理支出
21602 商业流通事务
21701 金融部门行政支出
21901 一般公共服务
22001 自然资源事务
22101 保障性安居工程支出
22102 住房改革支出
22201 粮油物资事务
22301 解决历史遗留问题及改革成本支出
22302 国有企业资本金注入
22401 应急管理事务
22960 彩票公益金安排的支出
22999 其他支出
23103 地方政府一般债务还本支出
23203 地方政府一般债务付息支出
23303 地方政府一般债务发行费用支出
23401 基础设施建设
"""
# The plainest one first: the examples that Hypothesis shrinks to have it.
_GENERAL_PUBLIC = """
2010301 行政运行
2010302 一般行政管理事务
2010601 行政运行
2010607 信息化建设
2020201 驻外使领馆（团、处）
2030603 人民防空
2040220 执法办案
2050202 小学教育
2050803 培训支出
2060404 科技成果转化与扩散
2070104 图书馆
2070109 群众文化
2080501 行政单位离退休
2080505 机关事业单位基本养老保险缴费支出
2080506 机关事业单位职业年金缴费支出
2080801 死亡抚恤
2100408 基本公共卫生服务
2101101 行政单位医疗
2101102 事业单位医疗
2101103 公务员医疗补助
2110101 行政运行
2110302 水体
2120101 行政运行
2120104 城管执法
2120399 其他城乡社区公共设施支出
2120501 城乡社区环境卫生
2130101 行政运行
2130122 农业生产发展
2130306 水利工程运行与维护
2140106 公路养护
2150805 中小企业发展专项
2160201 行政运行
2170101 行政运行
21901 一般公共服务
2200106 自然资源利用与保护
2210105 农村危房改造
2210201 住房公积金
2210203 购房补贴
2220101 行政运行
2240101 行政运行
2299999 其他支出
2310301 地方政府一般债券还本支出
2320301 地方政府一般债券付息支出
23303 地方政府一般债务发行费用支出
"""
_GOVERNMENT_FUNDS = """
2120803 城市建设支出
2070904 地方旅游开发项目补助
2120801 征地和拆迁补偿支出
2121301 城市公共设施
2296002 用于社会福利的彩票公益金支出
2296003 用于体育事业的彩票公益金支出
2340199 其他基础设施建设
"""
_STATE_CAPITAL = """
2230105 国有企业退休人员社会化管理补助支出
2230201 国有经济结构调整支出
"""
_ECONOMIC = """
30101 基本工资
30102 津贴补贴
30103 奖金
30106 伙食补助费
30107 绩效工资
30108 机关事业单位基本养老保险缴费
30109 职业年金缴费
30110 职工基本医疗保险缴费
30111 公务员医疗补助缴费
30112 其他社会保障缴费
30113 住房公积金
30199 其他工资福利支出
30201 办公费
30202 印刷费
30206 电费
30211 差旅费
30212 因公出国（境）费用
30213 维修（护）费
30215 会议费
30216 培训费
30217 公务接待费
30228 工会经费
30231 公务用车运行维护费
30239 其他交通费用
30299 其他商品和服务支出
30302 退休费
30304 抚恤金
30399 其他对个人和家庭的补助
30702 国外债务付息
31002 办公设备购置
31007 信息网络及软件购置更新
31013 公务用车购置
31299 其他对企业补助
39999 其他支出
"""

# What the insurances and the housing fund are paid by, where they are basic.
PAYS_FOR: Mapping[str, str] = {
    "2080505": "30108",
    "2080506": "30109",
    "2101101": "30110",
    "2101102": "30110",
    "2101103": "30111",
    "2210201": "30113",
}

# Each of the three public expenses, and what pays for it in form 06.
PUBLIC_EXPENSES: Mapping[str, str] = {
    "overseas_travel": "30212",
    "vehicle_purchase": "31013",
    "vehicle_running": "30231",
    "hospitality": "30217",
}
# What some print beside them.
BESIDE: Mapping[str, str] = {"conferences": "30215", "training": "30216"}


def _listed(lines: str) -> dict[str, str]:
    return {
        line[: line.index(" ")]: line.split(" ")[1] for line in lines.split("\n")[1:-1]
    }


_ITEMS = {
    GENERAL_PUBLIC: _listed(_GENERAL_PUBLIC),
    GOVERNMENT_FUNDS: _listed(_GOVERNMENT_FUNDS),
    STATE_CAPITAL: _listed(_STATE_CAPITAL),
}
_ITEMS_OF_ECONOMIC = _listed(_ECONOMIC)

ITEMS: Mapping[str, tuple[str, ...]] = {
    fund: tuple(items) for fund, items in _ITEMS.items()
}
ECONOMIC_ITEMS = tuple(_ITEMS_OF_ECONOMIC)
# What basic expenditure may be spent on besides.
SPENT_ON = tuple(code for code in ECONOMIC_ITEMS if code not in PAYS_FOR.values())

NAMES: Mapping[str, str] = {
    **{one.code: one.zh for one in (*FUNCTIONAL, *ECONOMIC)},
    **_listed(_SECTIONS),
    **_ITEMS_OF_ECONOMIC,
    **{code: name for items in _ITEMS.values() for code, name in items.items()},
}
