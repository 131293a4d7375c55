"""Classes: the codes by which expenditure is classified (政府收支分类科目)."""

from __future__ import annotations

import attrs


@attrs.frozen
class Class:
    """A class (类) of a classification.

    Attributes:
        code: Three digits.
        zh: What it is called; older documents have other names for some.
        en: The same in English.
    """

    code: str
    zh: str
    en: str


_FUNCTIONAL = """
201 一般公共服务支出 General public services
202 外交支出 Foreign affairs
203 国防支出 National defence
204 公共安全支出 Public security
205 教育支出 Education
206 科学技术支出 Science and technology
207 文化旅游体育与传媒支出 Culture, tourism, sports and media
208 社会保障和就业支出 Social security and employment
210 卫生健康支出 Health
211 节能环保支出 Energy conservation and environmental protection
212 城乡社区支出 Urban and rural community affairs
213 农林水支出 Agriculture, forestry and water
214 交通运输支出 Transport
215 资源勘探工业信息等支出 Resource exploration, industry and information
216 商业服务业等支出 Commerce and services
217 金融支出 Finance
219 援助其他地区支出 Assistance to other regions
220 自然资源海洋气象等支出 Natural resources, oceans and meteorology
221 住房保障支出 Housing security
222 粮油物资储备支出 Grain, oil and material reserves
223 国有资本经营预算支出 State capital operations
224 灾害防治及应急管理支出 Disaster prevention and emergency management
229 其他支出 Other expenditure
231 债务还本支出 Repayment of debt
232 债务付息支出 Interest on debt
233 债务发行费用支出 Costs of issuing debt
234 抗疫特别国债安排的支出 Expenditure from special treasury bonds
"""
_ECONOMIC = """
301 工资福利支出 Wages, salaries and welfare
302 商品和服务支出 Goods and services
303 对个人和家庭的补助 Subsidies to individuals and households
307 债务利息及费用支出 Interest and costs of debt
309 资本性支出（基本建设） Capital expenditure (capital construction)
310 资本性支出 Capital expenditure
311 对企业补助（基本建设） Subsidies to enterprises (capital construction)
312 对企业补助 Subsidies to enterprises
313 对社会保障基金补助 Subsidies to social security funds
399 其他支出 Other expenditure
"""


def _classes(listed: str) -> tuple[Class, ...]:
    return tuple(Class(*line.split(" ", 2)) for line in listed.split("\n") if line)


FUNCTIONAL = _classes(_FUNCTIONAL)
ECONOMIC = _classes(_ECONOMIC)

PERSONNEL = frozenset({"301", "303"})
OPERATING = frozenset(one.code for one in ECONOMIC) - PERSONNEL
# What other budgets than the general public one pay for, by the beginning of its code:
# two classes, and the sections (款) of funds that documents were seen to have.
OTHER_BUDGETS = ("223", "234", "20709", "21219", "22198")
