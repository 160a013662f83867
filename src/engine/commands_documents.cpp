// Documents: their series of numbers.

#include "engine/commands.hpp"
#include "prorata/document/series.hpp"

namespace prorata {

namespace {

std::string sorts_of_documents() {
    std::string all;
#define PRORATA_ADD_NAME(name, number, meaning) all += all.empty() ? #name : ", " #name;
    PRORATA_DOCUMENT_KINDS(PRORATA_ADD_NAME)
#undef PRORATA_ADD_NAME
    return all;
}

Date today_of(const Session& session, const SellerRecord& seller) {
    return session.book().zone(seller.zone).legal_day(session.context.at);
}

} // namespace

Outcome<Answer> carry_out(Session& session, const SetSeries& request) {
    const SellerRecord& seller = session.book().seller(*request.seller);
    const auto kind = document_kind(*request.kind);
    const int year = request.year.value_or(today_of(session, seller).year());
    Faults faults;
    if (!kind) {
        faults.add("kind", "is \"" + *request.kind + "\"; give one of " + sorts_of_documents());
    }
    if (year < 1970 || year > 9999) {
        faults.add("year", "is " + std::to_string(year) + "; give 1970 to 9999");
    }
    try {
        (void)NumberTemplate(*request.numbers);
    } catch (const Error& error) {
        for (const Fault& fault : error.faults())
            faults.add("numbers", fault.message);
    }
    faults.raise_if_any("the series was refused");
    SeriesRecord& series = session.work.series(seller.id, static_cast<int>(*kind), year);
    if (series.next_number > 1 && series.format != *request.numbers) {
        return Decline{DeclineCode::is_final,
                       "the series of " + std::to_string(year) + " has " +
                           std::to_string(series.next_number - 1) +
                           " documents, whose numbers stay; give a later year"};
    }
    series.format = *request.numbers;
    return Answer{{{"year", std::to_string(year)},
                   {"next", NumberTemplate(series.format).written(series.next_number)}}};
}

} // namespace prorata
