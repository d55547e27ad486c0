// The rules that catalogue, syllabus, pages and tests keep with each other. Each rule gives its complaints,
// one sentence each: what is wrong, where, and what would be right. No complaint: the rule is kept.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "experiments/lab/catalogue.hpp"
#include "experiments/lab/syllabus.hpp"

namespace consistency {

namespace fs = std::filesystem;
using Experiment = unroll::lab::Declaration;
using unroll::lab::Planned;
using Complaints = std::vector<std::string>;

// What is compared: the folder of the sources, and what the program says of itself.
struct Project {
  fs::path root;
  std::vector<Experiment> experiments;  // in the order of numbers
  std::vector<Planned> syllabus;
};

// declarations.cpp: what every experiment says of itself.
Complaints wrong_declarations(const Project& project);  // texts, times, references
Complaints wrong_claims(const Project& project);        // findings with sources and bands
Complaints wrong_figures(const Project& project);       // figures with alt texts
Complaints wrong_syllabus(const Project& project);      // number, slug and part as in the syllabus

// tables.cpp: what lies and stands beside it.
Complaints wrong_folders(
    const Project& project);                    // experiments/NN_slug, and no other; not too much C++ in it
Complaints wrong_code(const Project& project);  // no gnuplot in C++; every finding is measured
Complaints wrong_scripts(
    const Project& project);                     // no words in gnuplot: they are variables of the declaration
Complaints wrong_tests(const Project& project);  // tests/experiments/slug_test.cpp: duties, and every finding
Complaints wrong_lectures(const Project& project);   // docs/lectures/NN_slug.md, and no other
Complaints wrong_generated(const Project& project);  // pages are what declarations and findings make of them
Complaints wrong_lecture_index(const Project& project);  // docs/lectures/README.md, and the Russian one

// pages.cpp: all pages in Markdown.
Complaints wrong_links(const Project& project);     // every link and picture is there
Complaints wrong_pictures(const Project& project);  // with alt texts, none that no page shows
Complaints lonely_pages(const Project& project);    // every page of docs is linked from another
Complaints wrong_russian(
    const Project& project);  // each Russian page has its English one, and they are linked

// What the file says, "" where there is none.
std::string text_of(const fs::path& file);

// "07"
std::string two_digits(int number);

}  // namespace consistency
