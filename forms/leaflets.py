"""宣传材料: what people and units are told of the certification, as papers to hand out and to hang on a wall.

广西通知 三(二): 请各参保单位协助做好待遇领取资格认证宣传告知工作. 四川规程 第6条: 常态化宣传资格认证政策以及经办途径和
流程; 第17条: 宣传人脸识别等自助认证的途径和流程.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.notices import BACK_PAY, DUTY, WAYS

TITLES = {
    "person": "领取社会保险待遇资格认证告知单",
    "steps": "人脸识别自助认证流程",
    "unit": "致参保单位：请协助资格认证宣传告知",
    "poster": "领取社会保险待遇，每年记得认证",
}
"""Kind of a leaflet -> its title; ``poster`` is set in large type."""

CHANNELS = (
    "国家社会保险公共服务平台（si.12333.gov.cn，仅限领取养老保险待遇人员）",
    "人社部“掌上12333”手机应用，可以为本人认证，也可以为亲属认证",
    "居住在境外的：“中国领事”手机应用；无法通过人脸识别的，到驻居住国使领馆线下办理",
    "社保经办机构设置的“人脸识别”自助服务终端",
)
"""Ways to certify oneself (四川规程 第10条, 附件1至3; 广西通知 二(一))."""
STEPS = (
    "第一步 阅读告知书和服务协议，同意后开始；没有建模的先建模。",
    "第二步 端正坐姿，人脸放在检测框内，平视摄像头，相距约 60 厘米；白色或纯色背景，光线充足，不过暗或过亮。",
    "第三步 不戴有色眼镜、帽子、围巾，五官清晰可见，保持自然表情。",
    "第四步 按提示完成 2 至 3 个动作：眨眼、张嘴、抬头、低头、向左转头、向右转头；"
    "全程 10 至 20 秒，不要离开画面。",
    "第五步 看到下次认证时间才算成功，可以查看认证记录；如未通过，请重新再试一次，或到就近网点办理。",
)
"""What is done at a self-certification, in the words of the notices (广西通知 附件2; 抚顺指南 方式一)."""
NO_COST = (
    "认证不收费，不需要集中到指定地点办理，周期内哪一天都可以。"
    "生物特征采集自愿，不同意的可以人工核实，不影响待遇。"
)


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One leaflet: its title, and headings with what stands under each."""

    kind: str
    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


def leaflet(kind: str, *, cycle: Sequence[str], sites: Sequence[str] = ()) -> Leaflet:
    """Write a leaflet of a kind of ``TITLES``; ``cycle`` says when to certify and what follows, ``sites`` where."""
    where = (("就近网点", tuple(sites)),) if sites else ()
    when = ("什么时候认证", tuple(cycle))
    if kind == "steps":
        return Leaflet(kind, TITLES[kind], (("自助认证途径", CHANNELS), ("办理流程", STEPS), when))
    if kind == "unit":
        asked = (
            "请把认证周期、途径和流程告知本单位领取待遇的人员，引导有条件的自助认证；",
            "高龄、病残等行动不便的，请上门核实，填写花名册反馈，或代为申请上门服务；",
            "出现死亡、失踪、下落不明或正在服刑等情形的，请及时申报减员（待遇停发），协助追回多领、冒领的待遇；",
            "工作中遇到的新情况、新问题，请及时反馈。",
        )
        return Leaflet(kind, TITLES[kind], (("请协助的事", asked), when, ("办理途径", WAYS), *where))
    if kind == "poster":
        return Leaflet(kind, TITLES[kind], (when, ("怎么办", WAYS), ("请记住", (NO_COST,)), *where))
    about = (DUTY, BACK_PAY, NO_COST)
    return Leaflet(
        kind, TITLES[kind], (when, ("怎么办", WAYS), ("自助认证途径", CHANNELS), ("请知悉", about), *where)
    )
