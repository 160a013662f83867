#include "catch.hpp"
#include "prorata/exchange/catalog_json.hpp"
