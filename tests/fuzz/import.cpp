// A CSV file imported into a book of a seller, an account and a subscription: the first line says
// what its rows are. It is refused with every fault and nothing recorded, or recorded; the books
// are right afterwards, and a second import of it records nothing.

#include "target.hpp"

#include "engine/portal.hpp"

using namespace portal;

namespace {

std::optional<std::string> imported(Portal& book, const Arguments& files, const char* key) {
    return accepted([&]() -> std::string {
        const auto answer =
            book.engine.perform({morning("2025-11-20"), "fuzz", key}, "import_rows", files);
        return answer.declined() ? "" : answer.value().at("done");
    });
}

} // namespace

void fuzz(std::string_view text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const Arguments files{{"file.f.csv", std::string(text.substr(std::min(end + 1, text.size())))},
                          {"command.f.csv", std::string(text.substr(0, end))}};
    Portal book;
    book.begin();
    book.add_customers(1);
    const auto before = digests(book.engine);
    const auto done = imported(book, files, "once");
    if (!done) demand(digests(book.engine) == before, "refused and recorded");
    demand(book.engine.verify().empty(), "wrong books after an import");
    if (!done || done->empty()) return;
    const auto again = imported(book, files, "again");
    demand(again == "0", "the same rows were recorded twice");
}
