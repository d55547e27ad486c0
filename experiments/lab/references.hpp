// The bibliography: every cited work once, under a key such as hochreiter1997. The works stand in
// docs/references.json, whose format is CSL-JSON. Texts cite a work by its key; readers see its citation.
//
// A key is the first author's family name in lower case, the year, and a letter where both are taken.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace unroll::lab {

class Bibliography {
 public:
  // `where` names the file in messages. Throws std::invalid_argument with one sentence for text that is not
  // JSON, for an item without id, title, author or issued, for a key that is used twice, and for a key that
  // has another form or does not fit its author and year.
  static Bibliography parse(const std::string& json, const std::string& where);

  bool has(const std::string& key) const { return works_.contains(key); }
  std::vector<std::string> keys() const;  // in the order of the alphabet

  // Each throws std::invalid_argument that names a key which is not there.
  const std::string& full(const std::string& key) const;     // authors, title, where and when it appeared
  const std::string& shorter(const std::string& key) const;  // "Hochreiter & Schmidhuber 1997"
  const std::string& url(const std::string& key) const;      // by DOI or arXiv number; "" where none is known

  // The text with each key replaced by its short citation. A word has the form of a key if it is lower-case
  // letters, a year from 1800 to 2099 and perhaps one letter. Throws std::invalid_argument that names a word
  // of this form which is no key.
  std::string expand(const std::string& text) const;

 private:
  struct Work {
    std::string full, shorter, url;
  };
  const Work& work(const std::string& key) const;

  std::string where_;
  std::map<std::string, Work> works_;
};

}  // namespace unroll::lab
