// Decimals, amounts, dates, terms, instants: what is read is written and read again as the same.

#include "target.hpp"

#include "prorata/money/money.hpp"
#include "prorata/time/instant.hpp"
#include "prorata/time/term.hpp"

using namespace prorata;

namespace {

template <class Value>
void there_and_back(std::string_view text) {
    if (const auto value = accepted([&] { return Value::parse(text); })) {
        demand(Value::parse(value->text()) == *value, "another value after writing and reading");
    }
}

} // namespace

void fuzz(std::string_view text) {
    there_and_back<Decimal>(text);
    there_and_back<Amount>(text);
    there_and_back<Money>(text);
    there_and_back<Date>(text);
    there_and_back<Term>(text);
    there_and_back<Instant>(text);
}
