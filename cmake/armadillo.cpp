// Nothing: <armadillo> is precompiled along with it.
