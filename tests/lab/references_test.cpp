#include "experiments/lab/references.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/catch.hpp"

using unroll::lab::Bibliography;

namespace {

// One item with a key, the given authors and further fields.
std::string item(const std::string& key, const std::string& authors, const std::string& fields) {
  return R"({"id": ")" + key + R"(", "author": [)" + authors + R"(], "issued": {"date-parts": [[)" +
         key.substr(key.find_first_of("12"), 4) + "]]}, " + fields + "}";
}

std::string author(const std::string& given, const std::string& family) {
  return R"({"given": ")" + given + R"(", "family": ")" + family + R"("})";
}

Bibliography of(const std::string& items) { return Bibliography::parse("[" + items + "]", "works.json"); }

const std::string hochreiter =
    item("hochreiter1997", author("Sepp", "Hochreiter") + "," + author("Jürgen", "Schmidhuber"),
         R"("type": "article-journal", "title": "Long short-term memory", "volume": "9", "page": "1735–1780",
            "container-title": "Neural Computation", "DOI": "10.1162/neco.1997.9.8.1735")");

template <class Action>
std::string refusal(Action action) {
  try {
    action();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "no refusal";
}

std::string refused(const std::string& items) {
  return refusal([&] { of(items); });
}

bool has(const std::string& text, const std::string& piece) { return text.find(piece) != std::string::npos; }

std::string read(const char* file) {
  std::ifstream in(file);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

}  // namespace

TEST_CASE("an article is printed with initials, journal, volume, year and pages") {
  const auto works = of(hochreiter);
  CHECK(works.has("hochreiter1997"));
  CHECK(!works.has("hochreiter1998"));
  CHECK(works.full("hochreiter1997") ==
        "S. Hochreiter & J. Schmidhuber, Long short-term memory, Neural Computation 9 (1997) 1735–1780");
  CHECK(works.shorter("hochreiter1997") == "Hochreiter & Schmidhuber 1997");
  CHECK(works.url("hochreiter1997") == "https://doi.org/10.1162/neco.1997.9.8.1735");
}

TEST_CASE("a conference is printed with its year, and the arXiv number in brackets") {
  const std::string names =
      author("Razvan", "Pascanu") + "," + author("Tomas", "Mikolov") + "," + author("Yoshua", "Bengio");
  const std::string fields =
      R"("type": "paper-conference", "title": "On difficulty", "container-title": "ICML")";
  const auto works =
      of(item("pascanu2013", names, fields + R"(, "page": "1310–1318", "number": "arXiv:1211.5063")") + "," +
         item("pascanu2014", names, fields + R"(, "URL": "https://arxiv.org/abs/1312.1")") + "," +
         item("pascanu1992", names, fields + R"(, "volume": "4", "page": "1–2")"));
  CHECK(works.full("pascanu2013") ==
        "R. Pascanu, T. Mikolov & Y. Bengio, On difficulty, ICML 2013, 1310–1318 (arXiv:1211.5063)");
  CHECK(works.full("pascanu2014") ==
        "R. Pascanu, T. Mikolov & Y. Bengio, On difficulty, ICML 2014 (arXiv:1312.1)");
  CHECK(works.full("pascanu1992") == "R. Pascanu, T. Mikolov & Y. Bengio, On difficulty, ICML 4 (1992) 1–2");
  CHECK(works.shorter("pascanu2013") == "Pascanu, Mikolov & Bengio 2013");
  CHECK(works.url("pascanu2013") == "https://arxiv.org/abs/1211.5063");
  CHECK(works.url("pascanu2014") == "https://arxiv.org/abs/1312.1");
  CHECK(works.url("pascanu1992").empty());
}

TEST_CASE("other kinds of works say what they are") {
  const auto full = [](const std::string& key, const std::string& name, const std::string& fields) {
    return of(item(key, name, fields)).full(key);
  };
  CHECK(full("chung2014", author("Junyoung", "Chung"),
             R"("type": "article", "title": "Gates", "number": "arXiv:1412.3555")") ==
        "J. Chung, Gates, arXiv:1412.3555 (2014)");
  CHECK(full("hertz1991", author("John", "Hertz"),
             R"("type": "book", "title": "Theory", "publisher": "Addison-Wesley")") ==
        "J. Hertz, Theory, Addison-Wesley (1991)");
  CHECK(full("jordan1986", author("Michael I.", "Jordan"),
             R"("type": "report", "title": "Order", "genre": "ICS report", "number": "8604",
                "publisher": "UC San Diego")") ==
        "M. I. Jordan, Order, ICS report 8604, UC San Diego (1986)");
  CHECK(full("hinton1986", author("Geoffrey E.", "Hinton"),
             R"("type": "chapter", "title": "Relearning", "container-title": "PDP", "volume": "1",
                "chapter-number": "7", "publisher": "MIT Press", "page": "282–317")") ==
        "G. E. Hinton, Relearning, in PDP 1, chapter 7, MIT Press (1986) 282–317");
  CHECK(full("karpathy2015a", author("Andrej", "Karpathy"),
             R"("type": "webpage", "title": "Effectiveness", "URL": "https://x.org/y")") ==
        "A. Karpathy, Effectiveness (2015a), https://x.org/y");
  CHECK(full("elman1990", author("Jeffrey L.", "Elman"),
             R"("type": "article-journal", "title": "Time", "container-title": "Cognitive Science",
                "container-title-short": "Cogn. Sci.", "volume": "14")") ==
        "J. L. Elman, Time, Cogn. Sci. 14 (1990)");
}

TEST_CASE("names keep their marks and particles, and long lists are cut") {
  const std::string authors = author("Hans-Jürgen", "Koutník") + R"(, {"given": "Aäron", "family": "Oord",
    "non-dropping-particle": "van den"}, )" +
                              author("Łukasz", "Kaiser");
  const std::string title = R"("type": "article", "title": "T")";
  const std::string more = ", " + author("A.", "D") + ", " + author("B. C.", "E") + ", " + author("", "F");
  const auto three = of(item("koutnik2014", authors, title));
  CHECK(three.full("koutnik2014") == "H.-J. Koutník, A. van den Oord & Ł. Kaiser, T (2014)");
  CHECK(three.shorter("koutnik2014") == "Koutník, van den Oord & Kaiser 2014");
  const auto six = of(item("koutnik2014b", authors + more, title));
  CHECK(six.full("koutnik2014b") ==
        "H.-J. Koutník, A. van den Oord, Ł. Kaiser, A. D, B. C. E & F, T (2014b)");
  CHECK(six.shorter("koutnik2014b") == "Koutník et al. 2014b");
  const auto seven = of(item("koutnik2014", authors + more + "," + author("G", "G"), title));
  CHECK(seven.full("koutnik2014") == "H.-J. Koutník, A. van den Oord, Ł. Kaiser et al., T (2014)");
  const auto group = of(item("midi1996", R"({"literal": "MIDI Manufacturers Association"})", title));
  CHECK(group.shorter("midi1996") == "MIDI Manufacturers Association 1996");
}

TEST_CASE("keys in a text become short citations") {
  const auto works =
      of(hochreiter + "," + item("elman1990", author("Jeffrey L.", "Elman"), R"("title": "T")"));
  CHECK(works.expand("") == "");
  CHECK(works.expand("elman1990") == "Elman 1990");
  CHECK(works.expand("theory, after elman1990 (p. 198) and hochreiter1997.") ==
        "theory, after Elman 1990 (p. 198) and Hochreiter & Schmidhuber 1997.");
  for (const char* text : {"Elman1990", "elman 1990", "elman1790", "elman19905", "elman1990ab", "élman1990",
                           "x_elman1990", "1990", "2-cycle of 1990a", "α = 0.138, Σ n² < ∞"})
    CHECK(works.expand(text) == text);
  const std::string unknown = refusal([&] { works.expand("after elman1991, Fig. 3"); });
  CHECK(unknown == "works.json has no work elman1991");
  CHECK(refusal([&] { works.full("nobody1900"); }) == "works.json has no work nobody1900");
  CHECK(refusal([&] { works.url(""); }) != "no refusal");
}

TEST_CASE("an incomplete or doubtful item is refused in one sentence") {
  const std::string names = author("Jeffrey L.", "Elman");
  const auto without = [&](const std::string& piece) {
    std::string text = R"({"id": "elman1990", "title": "T", "author": [{"family": "Elman"}],
      "issued": {"date-parts": [[1990]]}})";
    const auto place = text.find(piece);
    REQUIRE(place != std::string::npos);
    return refused(text.replace(place, piece.size(), "\"x\": [],"));
  };
  CHECK(without(R"("id": "elman1990",)") == "works.json: item 1 has no id");
  CHECK(without(R"("title": "T",)") == "works.json: elman1990 has no title");
  CHECK(has(without(R"("author": [{"family": "Elman"}],)"), "elman1990 has no author"));
  CHECK(refused(R"({"id": "elman1990", "title": "T", "author": [{"family": "Elman"}]})") ==
        "works.json: elman1990 has no year as issued");
  CHECK(has(refused(R"({"id": "elman1990", "title": "T", "author": "Elman", "issued": 1990})"), "no author"));
  CHECK(has(refused(R"({"id": "elman1990", "title": "T", "author": [{"family": "Elman"}], "issued": 1990})"),
            "no year"));
  CHECK(refused(hochreiter + "," + hochreiter) == "works.json: the key hochreiter1997 is used twice");
  CHECK(has(refused(item("elman-1990", names, R"("title": "T")")), "\"elman-1990\" is no key"));
  CHECK(has(refused(item("1990", names, R"("title": "T")")), "is no key"));
  CHECK(refused(item("jordan1990", names, R"("title": "T")")) ==
        "works.json: the key jordan1990 does not fit its work, Elman 1990");
  CHECK(has(refused(R"({"id": "elman1991", "title": "T", "author": [{"family": "Elman"}],
    "issued": {"date-parts": [["1990"]]}})"),
            "does not fit"));
  CHECK(refused("7") == "works.json: item 1 is no JSON object");
  CHECK(refusal([] { Bibliography::parse("{}", "f"); }) == "f: a JSON array of works is needed");
  const std::string broken = refusal([] { Bibliography::parse("[{]", "f"); });
  CHECK(broken.starts_with("f: parse error at line 1"));
}

TEST_CASE("the bibliography of the project is complete and prints cleanly") {
  const auto works = Bibliography::parse(read(UNROLL_REFERENCES), "docs/references.json");
  CHECK(works.keys().size() > 100);
  for (const auto& key : works.keys()) {
    INFO(key << ": " << works.full(key));
    for (const char* slip : {"  ", ", ,", " ,", "()", "..", ",."}) CHECK(!has(works.full(key), slip));
    CHECK(has(works.full(key), key.substr(key.find_first_of("0123456789"), 4)));
    CHECK((works.url(key).empty() || works.url(key).starts_with("http")));
    CHECK(works.expand(key) == works.shorter(key));
  }
  CHECK(works.full("pascanu2013") ==
        "R. Pascanu, T. Mikolov & Y. Bengio, On the difficulty of training recurrent neural networks, ICML "
        "2013, "
        "1310–1318 (arXiv:1211.5063)");
  CHECK(works.shorter("chung2014") == "Chung et al. 2014");
}
