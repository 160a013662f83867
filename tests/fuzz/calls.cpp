// A sequence of C calls: handles that are right, NULL, freed, of another kind or forged, sizes and
// texts that are wrong, calls from callbacks. Every call answers as documented, and each book that
// is open at the end is right.

#include "caller.hpp"

namespace {

constexpr prorata_status invalid = -1;
constexpr prorata_status misuse = -8;
constexpr prorata_status busy = -9;
constexpr prorata_status cancelled = -10;
constexpr prorata_status internal = -17;

const std::vector<std::string>& command_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        prorata_rows* rows = nullptr;
        (void)prorata_describe_commands(&rows, nullptr);
        for (std::size_t i = 0; i < prorata_rows_count(rows); ++i) {
            const std::string name = prorata_rows_cell(rows, i, 0);
            if (all.empty() || all.back() != name) all.push_back(name);
        }
        prorata_rows_free(rows);
        return all;
    }();
    return names;
}

class Caller {
  public:
    explicit Caller(std::string_view text) : bytes_(text) {
        prorata_engine* engine = nullptr;
        demand(prorata_engine_open(&engine, nullptr, nullptr) == 0, "no book in memory");
        engines_.add(engine);
        demand(c_book::begin(engine) == 0, "no customers in it");
        demand(c_book::say(engine, "2026-01-01T09:00:00Z", "s1", "subscribe",
                           portal::purchase("acme", "s1", "crm", {{"quantity.seat", "2"}})) == 0,
               "no subscription in it");
    }

    void all() {
        for (int calls = 0; bytes_.more() && calls < 60; ++calls)
            one();
        finish();
    }

  private:
    using Step = void (Caller::*)();

    void one() {
        static constexpr Step steps[] = {
            &Caller::typed,       &Caller::typed,  &Caller::typed,         &Caller::perform,
            &Caller::run,         &Caller::show,   &Caller::preview,       &Caller::exported,
            &Caller::read_stream, &Caller::record, &Caller::record_stream, &Caller::look,
            &Caller::free,        &Caller::open,   &Caller::close,         &Caller::log};
        (this->*steps[bytes_.below(std::size(steps))])();
    }

    // What every call must answer.

    prorata_error** error_out() {
        error_ = nullptr;
        asked_ = !bytes_.once_in(8);
        return asked_ ? &error_ : nullptr;
    }
    void answered(prorata_status status) {
        demand(status <= 0 && status > internal, prorata_status_name(status));
        demand((error_ != nullptr) == (asked_ && status != 0),
               "an error where none is due, or none where one is");
        if (error_ == nullptr) return;
        demand(prorata_error_status(error_) == status, "the error of another call");
        demand(*prorata_error_message(error_) != '\0', "an error without a message");
        const std::size_t count = prorata_error_fault_count(error_);
        for (std::size_t i = 0; i < count; ++i)
            demand(prorata_error_fault_path(error_, i) != nullptr &&
                       prorata_error_fault_message(error_, i) != nullptr,
                   "a fault without text");
        demand(prorata_error_fault_path(error_, count) == nullptr, "a fault more");
        errors_.add(error_);
    }
    /// The same for a call that takes an engine; `out` is what it wrote if it is done.
    template <class Handle>
    void answered(prorata_status status, bool was_open, Pool<Handle>& pool, Handle* out,
                  bool out_asked) {
        answered(status);
        if (!out_asked)
            demand(status == invalid || status == misuse, "an answer to nobody");
        else if (!was_open)
            demand(status == misuse, "an engine that is none was used");
        else
            demand(status != misuse, "an engine that is open was refused");
        demand((out != nullptr) == (status == 0 && out_asked),
               "a result without success, or the reverse");
        if (out != nullptr) pool.add(out);
    }
    prorata_engine* engine() {
        return engines_.pick(bytes_, rows_.live.empty() ? nullptr : rows_.live.front());
    }

    prorata_context* context(Words& words) {
        who_ = PRORATA_CONTEXT_INIT;
        day_ += bytes_.below(20);
        who_.at = prorata_instant("2026-01-02T09:00:00Z") +
                  static_cast<std::int64_t>(day_) * 86'400'000'000;
        who_.actor = "fuzz";
        who_.key = words.keep("key-" + std::to_string(++keys_));
        switch (bytes_.below(24)) {
        case 1: return nullptr;
        case 2: who_.struct_size = static_cast<std::uint32_t>(bytes_.word()); break;
        case 3: who_.at = static_cast<std::int64_t>(bytes_.word()); break;
        case 4: who_.key = words.any(); break;
        case 5: who_.actor = words.any(); break;
        case 6: who_.key = "key-1"; break; // of another request
        default: break;
        }
        return &who_;
    }
    const char* command(Words& words) {
        if (bytes_.once_in(16)) return words.any();
        return command_names()[bytes_.below(command_names().size())].c_str();
    }
    std::vector<prorata_argument> arguments(Words& words) {
        std::vector<prorata_argument> all(bytes_.below(6));
        for (auto& argument : all) {
            static constexpr const char* fields[] = {
                "account",  "subscription", "tariff",        "seller", "payer",  "key",
                "quantity", "component",    "quantity.seat", "term",   "amount", "number",
                "from",     "on",           "batch",         "charge", "value"};
            argument.name =
                bytes_.once_in(8) ? words.any() : fields[bytes_.below(std::size(fields))];
            const char* usual =
                argument.name == nullptr ? nullptr : Scribble::usual_of(argument.name);
            argument.value = usual != nullptr && !bytes_.once_in(3) ? usual : words.any();
        }
        return all;
    }
    std::size_t count(const std::vector<prorata_argument>& all) {
        return all.empty() && bytes_.once_in(8) ? bytes_.word() | 1 : all.size();
    }
    std::int64_t as_of() {
        if (bytes_.once_in(16)) return static_cast<std::int64_t>(bytes_.word());
        return prorata_instant("2026-01-02T09:00:00Z") +
               static_cast<std::int64_t>(day_) * 86'400'000'000;
    }

    // The calls.

    void typed() {
        Words words(bytes_);
        Scribble scribble(bytes_, words);
        prorata_engine* on = engine();
        const bool open = engines_.has(on);
        const bool asked = !bytes_.once_in(16);
        const auto& name = command_names()[bytes_.below(command_names().size())];
        prorata_answer* answer = nullptr;
        const auto* who = context(words);
        prorata_error** error = error_out();
        const auto status =
            c_book::typed(name, asked ? &answer : nullptr, on, who, scribble, error, internal);
        answered(status, open, answers_, answer, asked);
    }
    void perform() {
        Words words(bytes_);
        prorata_engine* on = engine();
        const bool open = engines_.has(on);
        const bool asked = !bytes_.once_in(16);
        const auto given = arguments(words);
        const std::size_t many = count(given);
        const auto* who = context(words);
        const char* name = command(words);
        prorata_answer* answer = nullptr;
        prorata_error** error = error_out();
        const auto status = prorata_engine_perform(asked ? &answer : nullptr, on, who, name,
                                                   given.data(), many, error);
        answered(status, open, answers_, answer, asked);
    }
    void preview() {
        Words words(bytes_);
        prorata_engine* on = engine();
        const bool open = engines_.has(on);
        const auto given = arguments(words);
        const std::size_t many = count(given);
        const auto* who = context(words);
        const char* name = command(words);
        const char* table = bytes_.once_in(2) ? "charge" : words.any();
        prorata_answer* answer = nullptr;
        prorata_rows* rows = nullptr;
        const bool rows_asked = bytes_.once_in(2);
        prorata_error** error = error_out();
        const auto status = prorata_engine_preview(&answer, rows_asked ? &rows : nullptr, on, who,
                                                   name, given.data(), many, table, error);
        answered(status, open, answers_, answer, true);
        demand((rows != nullptr) == (status == 0 && rows_asked),
               "rows without success, or the reverse");
        if (rows != nullptr) rows_.add(rows);
    }
    void show() {
        Words words(bytes_);
        static constexpr const char* queries[] = {"account",      "charge",  "verify",  "credit",
                                                  "explain",      "event",   "journal", "posting",
                                                  "subscription", "document"};
        prorata_engine* on = engine();
        const bool open = engines_.has(on);
        const bool asked = !bytes_.once_in(16);
        const auto given = arguments(words);
        prorata_rows* rows = nullptr;
        const char* query =
            bytes_.once_in(8) ? words.any() : queries[bytes_.below(std::size(queries))];
        const std::size_t many = count(given);
        const std::int64_t at = as_of();
        prorata_error** error = error_out();
        const auto status =
            prorata_engine_show(asked ? &rows : nullptr, on, query, given.data(), many, at, error);
        answered(status, open, rows_, rows, asked);
    }
    void exported() {
        Words words(bytes_);
        prorata_engine* on = engine();
        const bool open = engines_.has(on);
        ArrowArrayStream stream;
        const std::size_t size = bytes_.once_in(8) ? bytes_.word() : bytes_.below(4);
        const char* query = bytes_.once_in(4)   ? words.any()
                            : bytes_.once_in(2) ? "usage"
                                                : "charge";
        const std::int64_t at = as_of();
        const auto status =
            prorata_engine_export(&stream, on, query, nullptr, 0, at, size, error_out());
        answered(status);
        demand(open == (status != misuse),
               "an engine that is none was used, or an open one refused");
        demand((stream.release != nullptr) == (status == 0),
               "a stream without success, or the reverse");
        if (stream.release != nullptr) streams_.push_back(stream);
    }
    void read_stream() {
        if (streams_.empty()) return;
        ArrowArrayStream& stream = streams_.back();
        for (std::size_t times = bytes_.below(4); times > 0; --times) {
            ArrowSchema schema;
            ArrowArray array;
            if (bytes_.once_in(2) && stream.get_schema(&stream, &schema) == 0)
                schema.release(&schema);
            if (stream.get_next(&stream, &array) != 0)
                demand(stream.get_last_error(&stream) != nullptr,
                       "a stream that fails and says nothing");
            else if (array.release != nullptr)
                array.release(&array);
        }
        if (!bytes_.once_in(2)) return;
        stream.release(&stream);
        streams_.pop_back();
    }
    void record() {
        Words words(bytes_);
        Scribble scribble(bytes_, words);
        prorata_engine* on = engine();
        const bool open = engines_.has(on);
        prorata_record_usage_request records[3];
        for (auto& each : records) {
            prorata_record_usage_request_init(&each);
            each.subscription = "s1";
            each.component = "traffic";
            each.key = words.keep("u" + std::to_string(bytes_.below(8)));
            scribble.fill(prorata::field::Number{}, "quantity", each.quantity);
            scribble.fill(prorata::field::Moment{}, "at", each.at);
        }
        scribble.done(records[bytes_.below(3)].struct_size);
        const std::size_t many = bytes_.once_in(16) ? SIZE_MAX : bytes_.below(4);
        const auto* who = context(words);
        prorata_answer* answer = nullptr;
        const auto* given = bytes_.once_in(16) ? nullptr : records;
        const auto status =
            prorata_engine_record_usage_batch(&answer, on, who, given, many, error_out());
        answered(status, open, answers_, answer, true);
    }
    /// What one book exported is given to another, spent or not.
    void record_stream() {
        Words words(bytes_);
        if (streams_.empty()) return;
        prorata_engine* on = engine();
        prorata_answer* answer = nullptr;
        const auto* who = context(words);
        const auto status =
            prorata_engine_record_usage_stream(&answer, on, who, &streams_.back(), error_out());
        answered(status);
        demand((answer != nullptr) == (status == 0), "an answer without success, or the reverse");
        if (answer != nullptr) answers_.add(answer);
        demand(streams_.back().release == nullptr, "a stream that was taken and not released");
        streams_.pop_back();
    }
    void run() {
        prorata_engine* on = engine();
        const bool open = engines_.has(on);
        const bool asked = !bytes_.once_in(16);
        day_ += bytes_.below(64);
        prorata_run_options options = PRORATA_RUN_OPTIONS_INIT;
        if (bytes_.once_in(8)) options.batch = static_cast<std::int32_t>(bytes_.word());
        if (bytes_.once_in(8)) options.workers = static_cast<std::int32_t>(bytes_.below(4));
        if (bytes_.once_in(16)) options.struct_size = static_cast<std::uint32_t>(bytes_.word());
        inside_ = on;
        stops_ = bytes_.once_in(4);
        const auto progress = [](const prorata_run_progress* so_far, void* data) -> std::int32_t {
            auto& self = *static_cast<Caller*>(data);
            demand(so_far->accounts >= 0 && so_far->charges >= 0, "a run that went backwards");
            prorata_rows* rows = nullptr;
            demand(prorata_engine_show(&rows, self.inside_, "account", nullptr, 0, 0, nullptr) ==
                           busy &&
                       rows == nullptr,
                   "a call inside a call");
            return self.stops_ ? 1 : 0;
        };
        const auto* wanted = bytes_.once_in(4) ? nullptr : &options;
        const auto told = bytes_.once_in(2) ? +progress : nullptr;
        const std::int64_t at = as_of();
        prorata_error** error = error_out();
        prorata_run_report report;
        const auto status =
            prorata_engine_run_with(asked ? &report : nullptr, on, at, wanted, told, this, error);
        answered(status);
        demand(status != cancelled || stops_, "a run that nobody stopped");
        if (!open && asked) demand(status == misuse, "an engine that is none has run");
    }
    void look() {
        const auto* answer =
            answers_.pick(bytes_, errors_.live.empty() ? nullptr : errors_.live.front());
        const auto* rows =
            rows_.pick(bytes_, engines_.live.empty() ? nullptr : engines_.live.front());
        const auto* error = errors_.pick(bytes_, rows);
        const bool live = answers_.has(const_cast<prorata_answer*>(answer));
        const std::size_t values = prorata_answer_count(answer);
        demand(live || (values == 0 && prorata_answer_decline(answer) == 0), "an answer of none");
        demand((prorata_answer_decline(answer) == 0) ==
                   (prorata_answer_decline_name(answer) == nullptr),
               "half declined");
        for (std::size_t i = 0; i < values; ++i)
            demand(std::strlen(prorata_answer_name(answer, i)) > 0 &&
                       prorata_answer_find(answer, prorata_answer_name(answer, i)) != nullptr,
                   "a value not found");
        demand(prorata_answer_value(answer, values + bytes_.word() % 1000) == nullptr,
               "a value past the end");
        const std::size_t columns = prorata_rows_column_count(rows);
        demand(prorata_rows_cell(rows, bytes_.word(), columns) == nullptr, "a cell past the end");
        demand(prorata_rows_column(rows, columns) == nullptr, "a column past the end");
        std::vector<const char*> cells(columns * 3 + 1);
        const std::size_t read = prorata_rows_read(cells.data(), rows, bytes_.below(8), 3);
        demand(read <= 3, "more rows than there is room for");
        for (std::size_t i = 0; i < read * columns; ++i)
            demand(cells[i] != nullptr, "a cell that was not written");
        demand(errors_.has(const_cast<prorata_error*>(error)) ==
                   (prorata_error_message(error) != nullptr),
               "an error of none");
    }
    void free() {
        auto* answer = answers_.pick(bytes_, nullptr);
        auto* rows = rows_.pick(bytes_, nullptr);
        auto* error = errors_.pick(bytes_, nullptr);
        prorata_answer_free(answer);
        prorata_rows_free(rows);
        prorata_error_free(error);
        answers_.remove(answer);
        rows_.remove(rows);
        errors_.remove(error);
    }
    void open() {
        if (engines_.live.size() > 3) return;
        prorata_engine* engine = nullptr;
        answered(prorata_engine_open(&engine, nullptr, error_out()));
        engines_.add(engine);
        if (bytes_.once_in(2)) (void)c_book::begin(engine);
    }
    void close() {
        prorata_engine* on = engine();
        const bool open = engines_.has(on);
        const auto status = prorata_engine_close(on, error_out());
        answered(status);
        demand(status == (open ? 0 : misuse), "closed what was none, or not what was one");
        engines_.remove(on);
    }
    void log() {
        prorata_engine* on = engine();
        const auto told = [](std::int32_t level, const char* message, void*) {
            demand(level >= 1 && level <= 3 && *message != '\0', "a log of nothing");
        };
        const auto log = bytes_.once_in(2) ? nullptr : +told;
        answered(prorata_engine_log(on, log, nullptr, error_out()));
    }

    void finish() {
        for (prorata_engine* engine : engines_.live) {
            prorata_rows* rows = nullptr;
            demand(prorata_engine_show(&rows, engine, "verify", nullptr, 0, 0, nullptr) == 0,
                   "no verification");
            if (prorata_rows_count(rows) != 0)
                demand(false, prorata_rows_cell(rows, 0, prorata_rows_column_count(rows) - 1));
            prorata_rows_free(rows);
            demand(prorata_engine_close(engine, nullptr) == 0, "it does not close");
            demand(prorata_engine_close(engine, nullptr) == misuse, "it closes twice");
        }
        for (ArrowArrayStream& stream : streams_) {
            ArrowArray array;
            demand(stream.get_next(&stream, &array) != 0, "a stream of a closed book goes on");
            stream.release(&stream);
        }
        for (auto* answer : answers_.live)
            prorata_answer_free(answer);
        for (auto* rows : rows_.live)
            prorata_rows_free(rows);
        for (auto* error : errors_.live)
            prorata_error_free(error);
    }

    Bytes bytes_;
    Pool<prorata_engine> engines_;
    Pool<prorata_answer> answers_;
    Pool<prorata_rows> rows_;
    Pool<prorata_error> errors_;
    std::vector<ArrowArrayStream> streams_;
    prorata_context who_ = PRORATA_CONTEXT_INIT;
    prorata_error* error_ = nullptr;
    bool asked_ = false;
    prorata_engine* inside_ = nullptr;
    bool stops_ = false;
    std::size_t day_ = 0;
    int keys_ = 0;
};

} // namespace

void fuzz(std::string_view text) {
    Caller(text).all();
}
