#include "prorata/engine/engine.hpp"

#include "billing/run.hpp"
#include "engine/arguments.hpp"
#include "engine/clock.hpp"
#include "engine/commands.hpp"
#include "engine/explain.hpp"
#include "engine/export.hpp"
#include "engine/show.hpp"
#include "engine/usage_input.hpp"
#include "prorata/exchange/catalog_json.hpp"
#include "prorata/storage/overlay.hpp"
#include "storage/call_guard.hpp"
#include "verify/verify.hpp"

#include <algorithm>
#include <charconv>
#include <type_traits>

namespace prorata {

namespace {

constexpr int tries = 20;
constexpr std::string_view declined_mark = "declined ";

/// "subscribe account=acme tariff=crm": what the idempotency record compares.
template <class Request>
std::string text_of(const Request& request) {
    std::string text = Request::command_name;
    Request::each_field(request, [&text](const FieldDescription& field, const auto& value) {
        using Field = std::decay_t<decltype(value)>;
        if constexpr (std::is_base_of_v<field::Pairs, Field>) {
            constexpr bool personal = std::is_same_v<Field, field::PersonalPairs>;
            constexpr bool whole = std::is_same_v<Field, field::Files>;
            for (const auto& [key, given] : value.pairs) {
                text.append(" ").append(field.name).append(".").append(key).append("=");
                text.append(personal ? "(kept apart)" : whole ? fingerprint(given) : given);
            }
        } else if (value.given()) {
            text.append(" ").append(field.name).append("=").append(value.text());
        }
    });
    return text;
}

/// Every record in a line of its own.
std::string text_of(const UsageBatch& batch) {
    std::string text;
    for (const RecordUsage& record : batch.records)
        text.append(text_of(record)).append("\n");
    if (!batch.unreadable.empty()) text.append("unreadable\n"); // like no request there was
    return text;
}

/// Whether the request asks that nothing be recorded.
template <class Request>
bool only_tries(const Request& request) {
    if constexpr (std::is_same_v<Request, ImportRows>) return request.dry_run.value_or(false);
    return false;
}

std::string stored(const Outcome<Answer>& outcome) {
    if (outcome.declined()) {
        return std::string(declined_mark) + std::string(name(outcome.decline().code)) + '\n' +
               outcome.decline().message;
    }
    std::string text;
    for (const auto& [key, value] : outcome.value().values)
        text.append(key).append("=").append(value).append("\n");
    return text;
}

template <class Number>
Number whole_number(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw Error(ErrorCode::invalid_argument,
                    "\"" + std::string(text) + "\" is no whole number");
    }
    return number;
}

DeclineCode decline_code(std::string_view text) {
#define PRORATA_COMPARE(name, number, why)                                                         \
    if (text == #name) return DeclineCode::name;
    PRORATA_DECLINE_CODES(PRORATA_COMPARE)
#undef PRORATA_COMPARE
    throw Error(ErrorCode::storage_damaged, "the journal holds an unknown decline");
}

Outcome<Answer> restored(const std::string& text) {
    if (text.starts_with(declined_mark)) {
        const auto line = text.find('\n');
        return Decline{decline_code(std::string_view(text).substr(declined_mark.size(),
                                                                  line - declined_mark.size())),
                       text.substr(line + 1)};
    }
    Answer answer;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        const auto equals = text.find('=', at);
        answer.values.emplace_back(text.substr(at, equals - at),
                                   text.substr(equals + 1, end - equals - 1));
        at = end + 1;
    }
    return answer;
}

} // namespace

void field::Whole::parse(std::string_view text) {
    value = whole_number<int>(text);
}

void field::RowId::parse(std::string_view text) {
    value = whole_number<std::int64_t>(text);
}

void field::Flag::parse(std::string_view text) {
    if (text != "yes" && text != "no") {
        throw Error(ErrorCode::invalid_argument, "\"" + std::string(text) + "\"; give yes or no");
    }
    value = text == "yes";
}

std::string Answer::at(std::string_view name) const {
    for (const auto& [key, value] : values) {
        if (key == name) return value;
    }
    return "";
}

std::vector<CommandDescription> commands() {
    std::vector<CommandDescription> all;
#define PRORATA_DESCRIBE(command, Type, FIELDS, what)                                              \
    all.push_back({#command, what, fields_of<Type>()});
    PRORATA_COMMANDS(PRORATA_DESCRIBE)
#undef PRORATA_DESCRIBE
    return all;
}

/// What stands behind the front door.
class Engine::Room {
  public:
    explicit Room(std::unique_ptr<storage::Storage> storage)
        : storage_(std::move(storage)), book_(*storage_, parse_catalog) {}
    /// The book of another room, seen through an overlay of its storage.
    Room(std::shared_ptr<Room> below, std::unique_ptr<storage::OverlayStorage> overlay)
        : below_(std::move(below)), storage_(std::move(overlay)), book_(below_->book_, *storage_) {}

    [[nodiscard]] storage::Storage& storage() noexcept { return *storage_; }
    /// Calls with the book, alone.
    template <class Call>
    auto with_book(const Call& call) {
        const storage::CallGate::Pass pass(gate_);
        return call(book_);
    }

    template <class Request>
    Outcome<Answer> perform(const Context& context, const Request& request,
                            const RunCallback& told = {}) {
        const storage::CallGate::Pass pass(gate_);
        require_valid(context);
        require_complete(request);
        const std::string text = text_of(request);
        if (const auto before = book_.journal_of(context.key)) {
            if (before->request == text) return restored(before->result);
            throw Error(ErrorCode::already_exists,
                        "the key \"" + context.key + "\" was used for another request",
                        {{"key", "was used for: " + before->command}});
        }
        const NamedFields names = names_in(request);
        require_known(book_, names);
        const std::optional<AccountId> account = account_in(book_, names);
        if (takes_effect_at_once(request)) require_clock(book_, context.at);
        storage::Reservation reservation(*storage_);
        for (int attempt = 0; attempt < tries; ++attempt) {
            if (attempt > 0) reservation.take();
            Work work(book_);
            Session session{work, context, told};
            Outcome<Answer> outcome = carry_out(session, request);
            if (outcome.declined()) {
                if (commit_decline(account, context, request, text, outcome)) return outcome;
                continue;
            }
            if (only_tries(request)) return outcome;
            record(work, account, context, Request::command_name, text, outcome);
            if (work.commit()) return outcome;
            book_.forget(); // somebody else was first: read everything again
        }
        throw Error(ErrorCode::busy, "other writers keep changing the same rows; try again");
    }

  private:
    static void record(Work& work, const std::optional<AccountId>& account, const Context& context,
                       const char* command, const std::string& request,
                       const Outcome<Answer>& outcome) {
        work.journal({work.draw("journal"), account, command, context.actor, context.key,
                      context.at, context.at, request, stored(outcome)});
    }

    /// A decline changes the journal and nothing else (R59).
    template <class Request>
    bool commit_decline(const std::optional<AccountId>& account, const Context& context,
                        const Request&, const std::string& text, const Outcome<Answer>& outcome) {
        book_.forget();
        Work work(book_);
        record(work, account, context, Request::command_name, text, outcome);
        return work.commit();
    }

    std::shared_ptr<Room> below_; // of a simulation
    std::unique_ptr<storage::Storage> storage_;
    Book book_;
    storage::CallGate gate_;
};

Engine::Engine(std::unique_ptr<storage::Storage> storage)
    : room_(std::make_shared<Room>(std::move(storage))) {}
Engine::Engine(std::shared_ptr<Room> room) : room_(std::move(room)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

storage::Storage& Engine::storage() noexcept {
    return room_->storage();
}

#define PRORATA_PERFORM(command, Type, FIELDS, meaning)                                            \
    Outcome<Answer> Engine::perform(const Context& context, const Type& request) {                 \
        return room_->perform(context, request);                                                   \
    }
PRORATA_COMMANDS(PRORATA_PERFORM)
#undef PRORATA_PERFORM

Outcome<Answer> Engine::perform(const Context& context, std::string_view command,
                                const Arguments& arguments, const RunCallback& told) {
#define PRORATA_PERFORM(known, Type, FIELDS, meaning)                                              \
    if (command == #known) return room_->perform(context, parsed<Type>(arguments), told);
    PRORATA_COMMANDS(PRORATA_PERFORM)
#undef PRORATA_PERFORM
    throw Error(ErrorCode::not_found, "there is no command \"" + std::string(command) + "\"");
}

Outcome<Answer> Engine::record_usage(const Context& context, std::span<const RecordUsage> records) {
    return room_->perform(context, UsageBatch{records});
}

Outcome<Answer> Engine::record_usage(const Context& context, ArrowArrayStream& records) {
    const UsageInput read = read_usage(records); // somebody else's code: not inside the gate
    return room_->perform(context, UsageBatch{read.records, read.unreadable});
}

Engine Engine::simulation() {
    auto overlay = std::make_unique<storage::OverlayStorage>(room_->storage());
    return room_->with_book(
        [&](Book&) { return Engine(std::make_shared<Room>(room_, std::move(overlay))); });
}

Outcome<Answer> Engine::preview(const Context& context, std::string_view command,
                                const Arguments& arguments, std::string_view table, Rows& shown) {
    const storage::Table* wanted = table.empty() ? nullptr : &Book::table(table);
    auto overlay = std::make_unique<storage::OverlayStorage>(storage());
    storage::OverlayStorage& changes = *overlay;
    Engine ahead(std::make_shared<Room>(room_, std::move(overlay)));
    Outcome<Answer> outcome = ahead.perform(context, command, arguments);
    if (wanted == nullptr) return outcome;
    storage::RowBatch added(*wanted);
    changes.added(added);
    shown = ahead.room_->with_book(
        [&](Book& book) { return rows_of(book, added, Filter(*wanted, {})); });
    return outcome;
}

RunReport Engine::run(Instant as_of, const RunOptions& options) {
    return room_->with_book([&](Book& book) { return run_billing(book, as_of, options); });
}

std::vector<Finding> Engine::verify(std::string_view anchor) {
    return room_->with_book([&](Book& book) { return prorata::verify(book, anchor); });
}

Rows Engine::show(std::string_view query, const Arguments& arguments, Instant as_of) {
    return room_->with_book(
        [&](Book& book) { return prorata::show(book, query, arguments, as_of); });
}

void Engine::export_arrow(std::string_view query, const Arguments& arguments, Instant as_of,
                          ArrowArrayStream& out, std::size_t batch_rows) {
    const auto with_book = [watched = std::weak_ptr<Room>(room_)](const auto& call) {
        const auto room = watched.lock();
        if (!room) throw Error(ErrorCode::misuse, "the book of this stream was closed");
        room->with_book(call);
    };
    room_->with_book([&](Book& book) {
        prorata::export_arrow(book, query, arguments, as_of, batch_rows, with_book, out);
    });
}

std::string Engine::explain(std::int64_t charge, std::string_view language) {
    return room_->with_book([&](Book& book) { return explain_charge(book, charge, language); });
}

} // namespace prorata
