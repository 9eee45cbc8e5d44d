"""The words of promises without numbers: what opens one, what it is about, what tells that it was done. Extend here, not in the code."""

import re
from typing import Final

from bihuan.quantities.alternatives import any_of
from bihuan.quantities.verbs import VERBS

# before the deed: how, when and how much, never what
_MANNERS = (
    "今年 明年 全年 年内 年底前 上半年 下半年 要 还要 也要 都要 就要 再 将 把 拟 力争 确保 争取 努力 继续 进一步 "
    "全面 深入 加快 加速 加紧 积极 大力 着力 扎实 切实 稳步 稳妥 有序 逐步 逐一 逐项 不断 持续 认真 抓紧 尽早 尽快 "
    "适时 有效 更加 更好 坚决 严厉 严肃 依法 充分 合理 准确 科学 统筹 协同 协调 同步 基本 同时 重点 突出 主动 务必 "
    "必须 始终 坚持 坚定不移 多渠道 多方 千方百计 高标准 高质量 高水平 分类 分步 分批 集中 广泛 普遍 精准 常态化 "
    "毫不放松 锲而不舍 坚持不懈 全力 全部 大幅 大幅度 优先 率先 并 及 按期 如期 按时 探索 新 其中 并且 及时 一律 "
    "首先 一要 二要 三要 四要 五要 狠 彻底 启动 组织 牵头 配合 协助 会同 联合 着手 谋划 研究 下决心 出重拳 审慎 "
    "慎重 更大规模"
)  # fmt: skip
_OPENINGS = (
    r"(?:在(?!建)|对(?![象外口接])|与|同|向|为|由|从|以|按|按照|依托|围绕|通过|针对|结合|利用|借助|根据|经(?![济营费验常贸])|自(?![主身然觉治愿贸])"
    r"|会同|联合|配合|协助|每)[^，。；：]{1,24}?"
)
_WHEN = r"[^，。；：]{0,8}(?:之?前|[月年季]底|[月年季]末|年内|半年|季度)"
_VERBS = (
    "建立 健全 完善 推进 推动 推行 推出 推广 推开 实施 实行 制定 制订 修订 修改 出台 编制 编写 编印 修编 印发 落实 "
    "开展 启动 扩大 深化 加强 强化 改革 改善 改进 提高 提升 优化 整合 清理 取消 下放 简化 降低 减轻 减少 压减 压缩 "
    "缩减 放宽 放开 公布 公开 签署 商签 完成 建成 建设 建好 建 打造 培育 发展 支持 扶持 鼓励 引导 规范 整治 治理 "
    "打击 查处 严格 保护 保障 维护 做好 做实 做强 办好 抓好 组织 举办 举行 召开 成立 设立 组建 改组 创建 申报 申办 "
    "筹建 筹备 争创 争取 引进 招引 引入 新建 改造 改建 扩建 修建 修复 修缮 开工 投用 投产 开通 上线 升级 更新 更换 "
    "普及 覆盖 实现 解决 化解 防范 防控 排查 整改 监管 监测 检查 巡查 督查 督办 考核 评选 表彰 培训 宣传 救助 帮扶 "
    "发放 安置 补助 免除 停止 停征 禁止 淘汰 关闭 关停 处置 统一 统筹 构建 探索 试行 试点 增加 增设 拓展 拓宽 扩展 "
    "稳定 促进 调整 控制 严控 遏制 坚守 划定 充实 配齐 配备 招聘 招录 选派 购置 采购 搬迁 迁建 验收 开发 研究 谋划 "
    "储备 策划 推介 参加 承办 迎接 对接 衔接 加大 加密 延伸 延长 畅通 打通 盘活 用好 管好 加固 启用 提请 提交 倡导 "
    "弘扬 培养 传承 繁荣 界定 确定 明确 加快 抓紧 办理 摸清 普查 登记 立案 编纂 绘制 移交 推送 公示 试运行 运行 "
    "运营 恢复 复垦 补植 栽植 绿化 亮化 硬化 铺设 疏浚 清淤 拆除 关爱 走访 慰问 轮训 选拔 评定 认定 审批 审核 审议 "
    "立法 审计 监督 供应 提供 投放 投入 安排 促成 促 吸纳 吸引 创新 转变 壮大 做大 抑制 打好 打赢 打响 丰富 活跃 "
    "巩固 夯实 筑牢 守住 兜住 严防 严惩 纠正 反对 执行 贯彻 履行 接受 发挥 调动 激发 释放 重视 关心 关注 赋予 允许 "
    "放权 归并 归集 共享 联网 互通 接入 引调 调减 划转 赎回 减免 减征 免征 补贴 奖励 奖补 扶贫 攻坚 脱钩 剥离 重组 "
    "兼并 聘请 报(?=[县市省区上送]) 进行 交付 报批 改扩建 新改建 注资 破解 破除 扎紧 清退 挂牌 签约 落地 开办 "
    "开设 开放 设置 参与 赴 走 编织 织密 铺开 铺就 复制 评估 评审 备案 换届 换发 补齐 整顿 维修 检修 抢修 疏解 "
    "消除 消化 压实 厘清"
)  # fmt: skip
_MANNER = rf"(?:{any_of(_MANNERS)}){{0,6}}"  # bounded: time grows with the length of the text
_DEED = rf"(?P<verb>{any_of(f'{_VERBS} {VERBS}')})"
DEED_FIRST: Final = re.compile(rf"{_MANNER}(?:{_WHEN})?{_MANNER}(?P<opening>{_OPENINGS})?{_MANNER}{_DEED}")
DISPOSAL: Final = re.compile(rf"{_MANNER}(?:把|将)[^，。；：]{{2,40}}(?:{any_of(_VERBS)}|纳入|转为|列入|用于)")
MODAL: Final = re.compile(
    r"(?<![主需重首只必])(?:要|应当?|须)(?!求|素|领|点|件|闻|害|道|急|用|对)|一律|不得"
    r"|^(?:力争|确保)[^，]{2,}(?:全部|如期|按[时期]|都|完成|到位|落地|达标|见效|能)"
)
# clauses that tell what for, what of it, or what all know
NO_DEED: Final = re.compile(
    r"(?:让|使|以便|从而|进而|方便|有利于|有助于|是|就是|不能|决不|我们|这是|这既|这也|促使|实现好|为了|作为|既|又|也|越|只要|只有|面对|对于我们)"
    r"|[^，]{0,12}(?:是[^，]{0,20}的|意味着|关系|关乎|事关)"
)
GENERAL: Final = re.compile(
    r"总体要求|指导思想|总体思路|基本思路|伟大旗帜|总基调|新发展理念|科学发展观|重要讲话|党中央周围|各位代表|中国梦|和平发展|"
    r"同志们|感谢|敬意|祖国|港澳|香港|澳门|两岸|台湾|军队|国防|军民|民族大家庭|宗教工作"
)  # fmt: skip
FRONTED: Final = re.compile(r"(?:对|以|按照|围绕|通过|针对|在|结合|依托|根据|从|把|将|利用)")

# one matter under several names: whatever the pattern finds is read as the name before it
SAME_MATTER: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("商事制度", r"工商(?:登记|注册)(?:制度)?"),
        ("自贸区", r"自由贸易(?:试验)?区|自贸试验区"),
        ("环保", r"环境保护"),
        ("低保", r"最低生活保障(?:制度)?"),
        ("医保", r"基本医疗保险|医疗保险|医疗保障"),
        ("简政放权", r"“?放管服”?|放管结合"),
        ("登记制度", r"登记管理制度"),
        ("网上办事", r"网上办理|一网通办|网上审批"),
        ("文明城市", r"创文"),
        ("卫生城市", r"创卫"),
        ("自治区成立", r"自治区建立"),
        ("城管", r"城市管理"),
        ("农民工", r"进城务工人员|外来务工人员"),
        ("义务教育", r"义教"),
        ("三分之一", r"1/3"),
        ("污水厂", r"污水处理厂"),
        ("养老院", r"敬老院|养老服务中心|养老服务机构|养老机构"),
        ("数字化", r"信息化|智慧化|智能化"),
        ("垃圾", r"生活垃圾"),
        ("补贴", r"补助"),
    )
)  # fmt: skip
# what says nothing of the matter
PLAIN: Final = re.compile(
    rf"{any_of(_MANNERS)}|工作|有关|相关|各类|各项|等|一批|一系列|若干|全国|全省|全市|全县|全区|我县|我市|我局|[的了和与及、“”《》（）()\s，；：—·-]"
)

# what many matters have: it tells little
COMMON: Final = re.compile(
    any_of(
        "改革 制度 试点 建设 发展 管理 机构 综合 政策 标准 服务 体系 机制 工程 计划 办法 项目 水平 能力 方案 意见 措施 "
        "行动 活动 单位 部门 企业 群众 人员 社会 国家 政府 地方 中央 城乡 农村 城市 经济 公共 基本 专项 战略 规划 平台 "
        "系统 问题 任务 目标 责任 监管 执法 检查 整治 治理 保障 保护 支持 改造 推广 实施 完善 提高 加强 扩大 开展 落实 "
        "推进 建立 健全 质量 安全 信息 资源 数据 技术 设施 队伍 环境 领域 地区 重点 示范 投资 市场 生产 保险 资金 经费 "
        "范围 方式 结构 功能 作用 基础 事业 产业 行业 内容 情况 需求 效率 效益 体制 法律 法规 规范 审批 事项"
    )
)  # fmt: skip

# told in a summary: under way is not done
UNDER_WAY: Final = re.compile(
    r"推进(?!会)|推动|加快|正在|有序(?:进行|开展|推进)|稳步|新步伐|(?:重要|积极|明显|新|阶段性)?进展(?!情况)|进行中|持续|着手|筹备|谋划|前期|初步|基本形成|尚未|未能?(?:完成|实现)|没有|在建|进场|逐步|探索|研究"
)
TROUBLE: Final = re.compile(
    r"问题|困难|不足|不够|不满意|不高|不强|薄弱|短板|差距|隐患|乱作为|不作为|滞后|缺乏|有待|严峻|突出|尚未|未能"
)
PARTLY: Final = re.compile(
    r"完成(?:了)?(?:近|约)?[一二三四五六七八九]成|过半|(?:剩余|余下)(?![^，]{0,16}(?:全部|均|都已))|尚[在未]|正在|未能|未完成|没有完成|有待|仍在"
)
COMPLETED: Final = re.compile(
    r"完成|建成|出台|印发|发布|落地|全面推开|投入(?:使用|运行|运营)|投用|启用|上线|开通|成立|挂牌|通过(?:验收|评审|审议|认定)|获评|荣获|竣工|"
    r"全覆盖|实现了?|建立了?|彻底|终结|签署|设立|制定|推出|正式|成功|顺利|已|超额|取消|颁布|公布"
)

# When a clause of the later report tells of a promise's matter.
ALIKE: Final = 0.4  # how far it must tell of it, 0–1
COVERED, CLOSE, RUN = 0.3, 0.1, 0.6  # parts of that: of the promise, of the clause, of the longest words in common
ENOUGH: Final = 1.5  # words in common that leave no doubt, in weights of the rarest
LITTLE: Final = 0.5  # weight of a word that many matters have
PREFERRED: Final = 0.8  # a summary answers before a plan that is more alike, down to this share
