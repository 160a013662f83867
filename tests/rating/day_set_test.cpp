#include "rating/day_set.hpp"

#include "catch.hpp"

using namespace prorata;

namespace {

Period<Date> january(int from, int to) {
    return {{2025, 1, from}, {2025, 1, to}};
}

using Runs = std::vector<Period<Date>>;

} // namespace

TEST_CASE("days that are charged once or more are in the set, days taken back are not (R9)") {
    DaySet set;
    CHECK(set.empty());
    set.add(january(1, 10), 1);
    set.add(january(10, 12), 1); // touches
    CHECK(set.runs() == Runs{january(1, 12)});
    set.add(january(5, 15), 1); // twice from the 5th to before the 12th
    CHECK(set.runs() == Runs{january(1, 15)});
    set.add(january(3, 7), -1);
    CHECK(set.runs() == Runs{january(1, 3), january(5, 15)});
    set.add(january(16, 20), -1); // taken back before it was charged
    CHECK(set.runs() == Runs{january(1, 3), january(5, 15)});
    set.add(january(16, 20), 1);
    set.add(january(1, 12), -1);
    set.add(january(5, 15), -1);
    set.add(january(3, 7), 1);
    CHECK(set.empty());
}

TEST_CASE("what is in one set and not in another, in runs") {
    DaySet set;
    set.add(january(1, 11), 1);
    set.add(january(15, 20), 1);
    DaySet other;
    CHECK(set.without(other) == set.runs());
    CHECK_FALSE(set.meets(other));
    other.add(january(11, 15), 1);
    CHECK(set.without(other) == set.runs());
    CHECK_FALSE(set.meets(other));
    other.add(january(3, 5), 1);
    other.add(january(7, 8), 1);
    CHECK(set.without(other) ==
          Runs{january(1, 3), january(5, 7), january(8, 11), january(15, 20)});
    CHECK(set.meets(other));
    other.add(january(18, 25), 1);
    CHECK(set.without(other).back() == january(15, 18));
    other.add(january(1, 2), 1);
    CHECK(set.without(other).front() == january(2, 3));
    other.add(january(1, 25), 1);
    CHECK(set.without(other).empty());
}
