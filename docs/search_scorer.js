// What comes first in the search: the entry that is named so before its whole page,
// and what is written in Chinese if Chinese is asked. The other weights are Sphinx's.
var Scorer = {
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
  score: ([page, , , , score, , kind]) => {
    const asked = new URLSearchParams(window.location.search).get("q") || "";
    const isChinese = /[\u4e00-\u9fff]/u.test(asked);
    const fits = isChinese === page.startsWith("zh/");
    return score + (kind === "title" ? 2 : 0) + (fits ? 1 : 0);
  },
};
