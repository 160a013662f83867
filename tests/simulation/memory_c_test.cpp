// The same through C: every command by its own function. A failure is a status, the answer is NULL,
// the handle goes on.

#include "memory_sweep.hpp"

#include "capi/typed.hpp"
#include "objects.hpp"

#include <deque>

using namespace simulation;

namespace {

/// Gives the fields of a request what a sweep's arguments say.
class Said {
  public:
    explicit Said(const Arguments& arguments) : arguments_(arguments) {}

    template <class Field, class Value>
    void fill(Field field, const char* name, Value& into) {
        const Calm calm;
        for (const auto& [given, text] : arguments_) {
            if (given == name) give(field, text, into);
        }
    }
    void fill_pairs(const std::string& name, const prorata_argument*& into, std::size_t& count) {
        const Calm calm;
        auto& pairs = pairs_.emplace_back();
        for (const auto& [given, text] : arguments_) {
            if (given.starts_with(name + '.'))
                pairs.push_back({given.c_str() + name.size() + 1, text.c_str()});
        }
        into = pairs.data();
        count = pairs.size();
    }
    void done(std::uint32_t&) {}

  private:
    template <class Field>
    static void give(Field, const std::string& text, const char*& into) {
        into = text.c_str();
    }
    static void give(field::Day, const std::string& text, std::int32_t& into) {
        into = Date::parse(text).days();
    }
    static void give(field::Flag, const std::string& text, std::int32_t& into) {
        into = text == "yes" ? 1 : 0;
    }
    static void give(field::Moment, const std::string& text, std::int64_t& into) {
        into = Instant::parse(text).micros();
    }
    static void give(field::Whole, const std::string& text, std::int64_t& into) {
        into = std::stoll(text);
    }
    static void give(field::Sum, const std::string& text, prorata_money& into) {
        const Money money = Money::parse(text);
        into.minor = money.minor();
        (void)money.currency().code().copy(into.currency, sizeof into.currency - 1);
    }

    const Arguments& arguments_;
    std::deque<std::vector<prorata_argument>> pairs_;
};

class CDoor {
  public:
    explicit CDoor(Engine engine)
        : handle_(capi::handed_out(std::make_shared<capi::EngineObject>(std::move(engine)))) {}
    CDoor(const CDoor&) = delete;
    CDoor& operator=(const CDoor&) = delete;
    ~CDoor() { (void)prorata_engine_close(handle_, nullptr); }

    [[nodiscard]] prorata_engine* handle() const noexcept { return handle_; }
    Engine& engine() { return capi::required<capi::EngineObject>(handle_)->engine; }

    Heard say(const Sweep& sweep, std::string& why) {
        std::optional<Said> said;
        prorata_context who = PRORATA_CONTEXT_INIT;
        {
            const Calm calm;
            said.emplace(sweep.arguments);
            who.at = morning(sweep.day).micros();
        }
        who.actor = "test";
        who.key = "swept";
        prorata_answer* answer = nullptr;
        prorata_error* error = nullptr;
        const auto status = c_book::typed(sweep.command, &answer, handle_, &who, *said, &error, 0);
        const Calm calm;
        const Heard heard = judged(status, answer, error, why);
        prorata_answer_free(answer);
        prorata_error_free(error);
        said.reset();
        return heard;
    }

  private:
    static Heard judged(prorata_status status, const prorata_answer* answer,
                        const prorata_error* error, std::string& why) {
        if ((answer != nullptr) != (status == 0))
            why += "; an answer and no success, or the reverse";
        if (status == 0 && error == nullptr) return Heard::done;
        const std::string message = error == nullptr ? "" : prorata_error_message(error);
        const bool told = error == nullptr || prorata_error_status(error) == status;
        const bool memory =
            status == -11 ||
            (status == -17 && (message.empty() || message == "there is not enough memory"));
        if (told && memory) return Heard::no_memory;
        why += "; it blamed something else: " + std::to_string(status) + ' ' + message;
        return Heard::other;
    }

    prorata_engine* handle_;
};

/// Calls that record nothing; each frees what it was given.
struct Reading {
    const char* name;
    prorata_status (*call)(prorata_engine* engine, prorata_error** error_out);
    bool every = false; ///< Each allocation in every build.
};

prorata_context asking() {
    prorata_context who = PRORATA_CONTEXT_INIT;
    who.at = std::int64_t{1'762'765'200'000'000}; // 2025-11-10T09:00:00Z
    who.actor = "test";
    who.key = "asked";
    return who;
}

prorata_status show(prorata_engine* engine, const char* query, prorata_error** error_out) {
    prorata_rows* rows = nullptr;
    const auto status =
        prorata_engine_show(&rows, engine, query, nullptr, 0, asking().at, error_out);
    prorata_rows_free(rows);
    return status;
}

prorata_status preview(prorata_engine* engine, prorata_error** error_out) {
    const prorata_context who = asking();
    const prorata_argument named[] = {{"subscription", "s"}};
    prorata_answer* answer = nullptr;
    prorata_rows* rows = nullptr;
    const auto status = prorata_engine_preview(&answer, &rows, engine, &who, "renew", named, 1,
                                               "charge", error_out);
    prorata_answer_free(answer);
    prorata_rows_free(rows);
    return status;
}

/// A stream has its own way to say that there is no memory.
prorata_status exported(prorata_engine* engine, prorata_error** error_out) {
    ArrowArrayStream stream;
    const auto status =
        prorata_engine_export(&stream, engine, "charge", nullptr, 0, asking().at, 2, error_out);
    if (status != 0) return status;
    ArrowSchema schema;
    int code = stream.get_schema(&stream, &schema);
    if (code == 0) schema.release(&schema);
    for (bool more = code == 0; more;) {
        ArrowArray array;
        code = stream.get_next(&stream, &array);
        more = code == 0 && array.release != nullptr;
        if (more) array.release(&array);
    }
    stream.release(&stream);
    return code == 0 ? 0 : -17;
}

prorata_status open(prorata_engine*, prorata_error** error_out) {
    prorata_engine* engine = nullptr;
    const auto status = prorata_engine_open(&engine, nullptr, error_out);
    if (status == 0) (void)prorata_engine_close(engine, nullptr);
    return status;
}

prorata_status described(prorata_engine*, prorata_error** error_out) {
    prorata_rows* rows = nullptr;
    const auto status = prorata_describe_commands(&rows, error_out);
    prorata_rows_free(rows);
    return status;
}

const Reading readings[] = {
    {"show account", [](auto* engine, auto** error) { return show(engine, "account", error); }},
    {"verify", [](auto* engine, auto** error) { return show(engine, "verify", error); }},
    {"preview", preview},
    {"export", exported, true},
    {"open", open},
    {"describe", described}};

/// True if the call failed for want of memory or did not need it; it holds nothing afterwards.
bool starved_reading(const Reading& reading, prorata_engine* engine, std::int64_t point,
                     bool sticky) {
    const std::int64_t held = held_memory();
    prorata_error* error = nullptr;
    starve(Memory::operator_new, point, sticky);
    const auto status = reading.call(engine, &error);
    feed();
    prorata_error_free(error);
    const bool again = reading.call(engine, nullptr) == 0;
    return (status == 0 || status == -11 || status == -17) && again && held_memory() == held;
}

} // namespace

TEST_CASE("through C what reads can run out of memory and be asked again") {
    Portal portal;
    base_book(portal);
    CDoor door(std::move(portal.engine));
    std::int64_t cases = 0;
    for (const Reading& reading : readings) {
        REQUIRE(reading.call(door.handle(), nullptr) == 0);
        starve(Memory::operator_new, 0, false);
        (void)reading.call(door.handle(), nullptr);
        feed();
        const std::int64_t points = allocations();
        const std::int64_t step = reading.every ? 1 : step_of(points);
        for (std::int64_t point = 1; point <= points; point += step) {
            for (const bool sticky : {false, true}) {
                const bool right = starved_reading(reading, door.handle(), point, sticky);
                INFO(reading.name << ": allocation " << point << (sticky ? " and after it" : ""));
                REQUIRE(right);
                ++cases;
            }
        }
    }
    std::cout << "checked: " << cases << " allocations that failed while C reads\n";
}

TEST_CASE("through C a command that runs out of SQLite's memory can be repeated") {
    sweep_all<CDoor>({"through C, SQLite's malloc", Memory::sqlite, true});
}

TEST_CASE("through C a command that runs out of memory on SQLite can be repeated") {
    sweep_all<CDoor>({"through C, operator new, sqlite", Memory::operator_new, true});
}

TEST_CASE("through C a command that runs out of memory in memory can be repeated") {
    sweep_all<CDoor>({"through C, operator new, memory", Memory::operator_new, false});
}
