#pragma once

#include "prorata/base/decline.hpp"
#include "prorata/billing/run.hpp"
#include "prorata/engine/answer.hpp"
#include "prorata/engine/arrow.hpp"
#include "prorata/engine/queries.hpp"
#include "prorata/engine/requests.hpp"
#include "prorata/event/context.hpp"
#include "prorata/verify/verify.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

namespace storage {
class Storage;
}

/// Rows of a book as text, for people, scenario files and scripts.
struct Rows {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};

/// A command as other languages and reference pages see it.
struct CommandDescription {
    std::string_view name;
    std::string_view meaning;
    std::vector<FieldDescription> fields;
};

/// Every command, in the order of the list.
[[nodiscard]] std::vector<CommandDescription> commands();

/// The front door of a book: commands that change it, and queries.
///
/// A command reads, decides, and commits once, all or nothing. It is idempotent by the key of its
/// context: the same key with the same request gets the stored answer, with another one a fault.
/// Faults are thrown as Error and write nothing; declines are values and are journalled (R59).
///
/// Owns:    its storage.
/// Threads: one call at a time, from any thread; a second one, also from a callback, gets
///          Error{busy}. Open one Engine per thread. After fork the child gets Error{misuse}.
/// See:     docs/start.md, docs/reference/commands.md.
class Engine {
  public:
    /// A book in memory, for tests and simulations.
    [[nodiscard]] static Engine in_memory();
    /// The book in that SQLite file, made if there is none.
    [[nodiscard]] static Engine open(const std::string& path);
    explicit Engine(std::unique_ptr<storage::Storage> storage);
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;
    ~Engine();

#define PRORATA_ENGINE_COMMAND(command, Type, FIELDS, meaning)                                     \
    Outcome<Answer> perform(const Context& context, const Type& request);
    PRORATA_COMMANDS(PRORATA_ENGINE_COMMAND)
#undef PRORATA_ENGINE_COMMAND

    /// The same by name, with arguments as text.
    ///
    /// `told` hears of each batch of a `run`. A run that it cancels is not journalled: the same key
    /// goes on with it.
    /// Errors: Error{not_found} for an unknown command; Error{invalid_argument} that names every
    ///         argument that is unknown, missing or malformed.
    Outcome<Answer> perform(const Context& context, std::string_view command,
                            const Arguments& arguments, const RunCallback& told = {});

    /// The billing run with a progress callback; see RunOptions.
    RunReport run(Instant as_of, const RunOptions& options);

    /// Many records of usage as one command: one commit, all or nothing; answers how many were
    /// `recorded` and how many were `already_there`.
    ///
    /// Errors: Error{invalid_argument} that names every fault by the number of its record, from 0:
    ///         "records[3].quantity".
    Outcome<Answer> record_usage(const Context& context, std::span<const RecordUsage> records);

    /// The same from an Arrow C stream, in one call or in batches: its columns are the fields of
    /// record_usage by name (docs/concepts/doors.md).
    ///
    /// Owns:   the stream, which is released whatever happens.
    /// Range:  at most 1'000'000 records.
    /// Errors: as above; Error{invalid_argument} that names every column that is not right;
    ///         Error{misuse} for a stream that was released.
    Outcome<Answer> record_usage(const Context& context, ArrowArrayStream& records);

    /// An engine on this book as it is, for forecasts and "what if" (SL-16): everything may be done
    /// there, runs included; it is seen there only and forgotten with it.
    ///
    /// Range:   memory grows with the rows that are changed there, not with the book.
    /// Threads: it shares the storage of this one; called at the same time, one gets Error{busy}.
    [[nodiscard]] Engine simulation();

    /// What a command would answer, run included: carried out on a simulation that is thrown away.
    ///
    /// `shown` gets the rows that it would insert into a table, for example "charge"; "": none.
    /// Errors: as perform; Error{not_found} for an unknown table.
    Outcome<Answer> preview(const Context& context, std::string_view command,
                            const Arguments& arguments, std::string_view table, Rows& shown);

    /// The rows of a query of queries(), as text: a table of the book, ids of named things shown by
    /// name, or a view such as "credit" (R39).
    ///
    /// `arguments` are a view's own; of a table, texts that its columns must have.
    /// Errors: Error{not_found} for an unknown query and for what the arguments name;
    ///         Error{invalid_argument} that names every argument that is not right.
    /// See:    docs/reference/queries.md.
    [[nodiscard]] Rows show(std::string_view query, const Arguments& arguments, Instant as_of);

    /// The same rows as typed columns in batches, as an Arrow C stream (docs/concepts/doors.md).
    ///
    /// Owns:   the caller, `out`; it may be read and released after the Engine, but then get_next
    ///         answers an error. Each batch is a call of the Engine.
    /// Range:  1 to 1'000'000 rows read together.
    /// Errors: as show(); Error{invalid_argument} for a size outside the range.
    void export_arrow(std::string_view query, const Arguments& arguments, Instant as_of,
                      ArrowArrayStream& out, std::size_t batch_rows = 16'384);

    /// Why a charge is what it is, as a sentence in "en" or "ru"; `charge` is its id.
    ///
    /// What does not hold of its period's lines, if anything, follows line by line.
    /// Errors: Error{not_found}; Error{invalid_argument} for another language.
    [[nodiscard]] std::string explain(std::int64_t charge, std::string_view language);

    /// Checks every rule of verify_rules() on the whole book; it writes nothing. Empty: the books
    /// are right.
    ///
    /// `anchor` is what a `seal` answered, kept outside the book: the book must still hold that
    /// seal and every one before it (C1). Empty: none is known.
    [[nodiscard]] std::vector<Finding> verify(std::string_view anchor = {});

    [[nodiscard]] storage::Storage& storage() noexcept;

  private:
    class Room;
    explicit Engine(std::shared_ptr<Room> room);
    std::shared_ptr<Room> room_; // watched by the streams that it made, kept by its simulations
};

} // namespace prorata
