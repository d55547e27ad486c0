#include "picture.hpp"
