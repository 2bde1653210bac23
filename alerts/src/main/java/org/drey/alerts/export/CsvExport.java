package org.drey.alerts.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.drey.base.PlainText;
import org.drey.event.Alert;
import org.drey.event.Reason;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them, in UTF-8: the scalar fields of the schema in its
 * order, then why: its indicators, and the strongest reason in words; a line an alert. A field of
 * the schema that is new is a new column after its others. Times are ISO 8601 in UTC; null is
 * empty, and so is the score of a young person, which says nothing about them.
 *
 * <p>Control characters, the ends of lines among them, and those that turn the direction of text
 * are replaced, as a terminal has it. A text that a spreadsheet would take for a formula gets an
 * apostrophe before it, by which it knows that it is a text; so does what follows a semicolon
 * inside of a text, where a spreadsheet that is set to other separators begins a cell. Numbers are
 * numbers, also below zero.
 */
public final class CsvExport implements AlertExport {
  private static final List<Schema.Field> FIELDS =
      Alert.getClassSchema().getFields().stream().filter(CsvExport::isScalar).toList();

  private static final String WHY = ",indicators,why";

  /** Empty of a young person. */
  private static final Set<String> SCORES = Set.of("score", "peak_score", "band", "peak_band");

  /** With the full-width forms, which some spreadsheets read as the others. */
  private static final String BEGINS_A_FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

  private static final Pattern INNER_FORMULA =
      Pattern.compile("(;)([\\s\\p{Z}]*[" + BEGINS_A_FORMULA.replace("-", "\\-") + "])");

  /** Number of the columns by which the format is recognized. */
  private static final int FIRST = 5;

  private static final String END = "\r\n";

  private static boolean isScalar(Schema.Field field) {
    Schema schema = field.schema();
    return schema.isUnion()
        ? schema.getTypes().stream().allMatch(CsvExport::isScalar)
        : isScalar(schema);
  }

  private static boolean isScalar(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ARRAY, MAP, UNION -> false;
      default -> true;
    };
  }

  @Override
  public boolean isForAnalysts() {
    return true;
  }

  /** By its first columns: the schema may have got others since. */
  @Override
  public boolean hasWritten(String beginning) {
    return beginning.startsWith(
        FIELDS.stream().limit(FIRST).map(Schema.Field::name).collect(Collectors.joining(",")));
  }

  @Override
  public Writer begin(OutputStream out, BiFunction<Alert, Reason, String> words)
      throws IOException {
    BufferedWriter csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    csv.write(FIELDS.stream().map(Schema.Field::name).collect(Collectors.joining(",")) + WHY + END);
    return new Writer() {
      @Override
      public void write(Alert alert) throws IOException {
        csv.write(line(alert, words) + END);
      }

      @Override
      public void end() throws IOException {
        csv.flush();
      }
    };
  }

  private static String line(Alert alert, BiFunction<Alert, Reason, String> words) {
    List<Reason> reasons = alert.getReasons();
    String indicators = reasons.stream().map(Reason::getIndicator).collect(Collectors.joining(" "));
    Stream<String> scalars =
        FIELDS.stream().map(field -> isWithheld(alert, field) ? "" : cell(alert.get(field.pos())));
    Stream<String> why =
        Stream.of(indicators, reasons.isEmpty() ? "" : words.apply(alert, reasons.get(0)));
    return Stream.concat(scalars, why.map(CsvExport::cell)).collect(Collectors.joining(","));
  }

  private static boolean isWithheld(Alert alert, Schema.Field field) {
    return alert.getTrack() == Track.VICTIM && SCORES.contains(field.name());
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number || value instanceof Boolean || value instanceof Instant) {
      return value.toString();
    }
    return quoted(neutral(PlainText.text(value.toString())));
  }

  /** Blanks do not hide a formula from a spreadsheet. */
  private static String neutral(String text) {
    int visible = 0;
    while (visible < text.length() && isBlank(text.charAt(visible))) {
      visible++;
    }
    boolean isFormula =
        visible < text.length() && BEGINS_A_FORMULA.indexOf(text.charAt(visible)) >= 0;
    String rest = INNER_FORMULA.matcher(text).replaceAll("$1'$2");
    return isFormula ? "'" + rest : rest;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static String quoted(String text) {
    boolean isPlain = text.chars().noneMatch(c -> c == '"' || c == ',');
    return isPlain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
