#include "engine/arrow_stream.hpp"

#include "engine/arrow_column.hpp"

#include <cerrno>
#include <optional>
#include <utility>

namespace prorata {

namespace {

using storage::RowBatch;

constexpr std::size_t most_rows = 1'000'000;

/// What a stream's private_data points to.
class Stream {
  public:
    Stream(StreamRows rows, WithBook with_book)
        : rows_(std::move(rows)), with_book_(std::move(with_book)),
          shown_(shown_columns(rows_.table())) {}

    void schema(ArrowSchema& out) const {
        std::vector<Owned<ArrowSchema>> columns(shown_.size());
        for (std::size_t i = 0; i < shown_.size(); ++i)
            ArrowColumn::describe(shown_[i], columns[i].arrow);
        make_struct(std::move(columns), out);
    }

    void next(ArrowArray& out) {
        out = {};
        with_book_([this, &out](Book& book) {
            if (!names_) names_.emplace(book);
            while (out.release == nullptr && rows_.next(book))
                fill(out);
        });
    }

    std::string error;

  private:
    void fill(ArrowArray& out) {
        const RowBatch& batch = rows_.batch();
        std::vector<ArrowColumn> columns;
        for (const ShownColumn& column : shown_)
            columns.emplace_back(column, batch.rows());
        std::int64_t kept = 0;
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            if (!rows_.filter().empty() && !rows_.filter().keeps(RowText(batch, row, *names_))) {
                continue;
            }
            for (ArrowColumn& column : columns)
                column.add(batch, row, *names_);
            ++kept;
        }
        if (kept == 0) return;
        std::vector<Owned<ArrowArray>> arrays(columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i)
            std::move(columns[i]).move_into(arrays[i].arrow);
        make_struct(std::move(arrays), kept, out);
    }

    StreamRows rows_;
    WithBook with_book_;
    std::vector<ShownColumn> shown_;
    std::optional<Names> names_;
};

/// Runs a callback of the stream; what is thrown becomes an errno and the stream's last error.
template <class Call>
int answered(ArrowArrayStream* of, const Call& call) {
    auto& stream = *static_cast<Stream*>(of->private_data);
    try {
        stream.error.clear();
        call(stream);
        return 0;
    } catch (const Error& error) {
        stream.error = error.what();
        return error.code() == ErrorCode::busy ? EBUSY : EIO;
    } catch (const std::exception& error) {
        stream.error = error.what();
        return ENOMEM;
    }
}

int get_schema(ArrowArrayStream* of, ArrowSchema* out) {
    return answered(of, [out](Stream& stream) { stream.schema(*out); });
}

int get_next(ArrowArrayStream* of, ArrowArray* out) {
    return answered(of, [out](Stream& stream) { stream.next(*out); });
}

const char* get_last_error(ArrowArrayStream* of) {
    const auto& error = static_cast<Stream*>(of->private_data)->error;
    return error.empty() ? nullptr : error.c_str();
}

void release(ArrowArrayStream* of) {
    const std::unique_ptr<Stream> spent(static_cast<Stream*>(of->private_data));
    of->release = nullptr;
}

} // namespace

StreamRows::StreamRows(Book& book, const storage::Table& table, Filter filter,
                       std::size_t batch_rows)
    : batch_(table), filter_(std::move(filter)), batch_rows_(batch_rows) {
    if (batch_rows < 1 || batch_rows > most_rows) {
        throw Error(ErrorCode::invalid_argument, "the export was refused",
                    {{"batch_rows", "is " + std::to_string(batch_rows) + "; give 1 to 1000000"}});
    }
    selection_.emplace(book, table, filter_, book.refresh());
}

StreamRows::StreamRows(RowBatch computed)
    : batch_(std::move(computed)), filter_(batch_.table(), {}) {}

bool StreamRows::next(Book& book) {
    if (done_) return false;
    if (selection_) (void)book.refresh();
    done_ = !selection_ || !selection_->next(book, batch_, batch_rows_);
    return !batch_.empty();
}

void make_stream(StreamRows rows, WithBook with_book, ArrowArrayStream& out) {
    auto stream = std::make_unique<Stream>(std::move(rows), std::move(with_book));
    out = {get_schema, get_next, get_last_error, release, stream.release()};
}

} // namespace prorata
