#include "prorata/base/id.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <type_traits>
#include <unordered_set>

using namespace prorata;

TEST_CASE("ids run from 1 to 2^53 - 1 (R65)") {
    CHECK(AccountId(1).value() == 1);
    CHECK(AccountId(9'007'199'254'740'991).value() == max_id);
    for (const std::int64_t wrong : {std::int64_t{0}, std::int64_t{-1}, max_id + 1}) {
        CHECK_THROWS_AS(AccountId(wrong), Error);
    }
}

TEST_CASE("ids compare and hash by value, and kinds do not mix") {
    CHECK(AccountId(1) < AccountId(2));
    CHECK(std::unordered_set<AccountId>{AccountId(5), AccountId(5)}.size() == 1);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<AccountId, InvoiceId>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<AccountId, InvoiceId>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<std::int64_t, AccountId>);
    STATIC_REQUIRE_FALSE(std::is_default_constructible_v<AccountId>);
}

TEST_CASE("a block hands out its ids in order and then no more") {
    IdBlock<struct AccountTag> block(AccountId(10), 2);
    CHECK(block.left() == 2);
    CHECK(block.take() == AccountId(10));
    CHECK(block.take() == AccountId(11));
    CHECK(block.take() == std::nullopt);
    CHECK(block.take() == std::nullopt);
}

TEST_CASE("a block ends at the largest id") {
    IdBlock<struct AccountTag> block(AccountId(max_id), 1);
    CHECK(block.take() == AccountId(max_id));
    CHECK(block.take() == std::nullopt);
    CHECK(IdBlock<struct AccountTag>(AccountId(max_id), 0).left() == 0);
    CHECK_THROWS_AS((IdBlock<struct AccountTag>(AccountId(max_id), 2)), Error);
    CHECK_THROWS_AS((IdBlock<struct AccountTag>(AccountId(1), -1)), Error);
}
