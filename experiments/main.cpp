#include "lab/commands.hpp"

int main(int argc, char** argv) { return unroll::lab::command({argv + 1, argv + argc}); }
