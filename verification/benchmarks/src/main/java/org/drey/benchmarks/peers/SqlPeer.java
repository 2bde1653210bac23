package org.drey.benchmarks.peers;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.drey.event.Payment;

/** Flink SQL: OVER windows for counts, MATCH_RECOGNIZE for the sequence. */
final class SqlPeer {
  private static final TypeInformation<Row> COLUMNS =
      Types.ROW_NAMED(
          new String[] {"id", "payer", "payee", "status", "channel", "payee_kind", "amount"},
          Types.STRING,
          Types.STRING,
          Types.STRING,
          Types.STRING,
          Types.STRING,
          Types.STRING,
          Types.LONG);

  /** Both ends of a RANGE are in it; a window has all that is newer than seven days. */
  private static final String SEVEN_DAYS = "INTERVAL '6 23:59:59.999' DAY TO SECOND(3)";

  private static final String WANTED =
      "status = 'COMPLETED' AND channel = 'P2P' AND payee_kind = 'PERSON'";

  /** As Flink's documentation says it. */
  private static final String EACH_ONCE =
      """
      (SELECT id, payer, payee, status, channel, payee_kind, amount, `at` FROM (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY `at` ASC) AS place FROM payments)
        WHERE place = 1)""";

  private SqlPeer() {}

  static DataStream<String> findings(
      StreamExecutionEnvironment env,
      DataStream<Payment> payments,
      PeerRule rule,
      int copies,
      boolean eachOnce) {
    StreamTableEnvironment sql = StreamTableEnvironment.create(env);
    sql.createTemporaryView(
        "payments",
        payments.map(SqlPeer::row, COLUMNS),
        Schema.newBuilder()
            .columnByMetadata("at", "TIMESTAMP_LTZ(3)", "rowtime", true)
            .watermark("at", "SOURCE_WATERMARK()")
            .build());
    sql.executeSql(
        "CREATE TEMPORARY VIEW wanted AS SELECT * FROM "
            + (eachOnce ? EACH_ONCE : "payments")
            + " WHERE "
            + WANTED
            + (rule == PeerRule.SEQUENCE
                ? " AND (amount <= %d OR amount >= %d)"
                    .formatted(PeerRule.small(0), PeerRule.large(0))
                : ""));
    String query =
        switch (rule) {
          case COUNT -> counted(sql, "COUNT(*)", "payer, payee", copies);
          case DISTINCT -> counted(sql, "COUNT(DISTINCT payee)", "payer", copies);
          case SEQUENCE -> each(copies, SqlPeer::sequence);
        };
    return sql.toDataStream(sql.sqlQuery(query))
        .map(
            found -> PeerRule.named(found.<Integer>getFieldAs(0), found.getFieldAs(1)),
            Types.STRING);
  }

  private static Row row(Payment payment) {
    return Row.of(
        payment.getEventId(),
        payment.getSubject(),
        payment.getPayee(),
        payment.getStatus().name(),
        payment.getChannel().name(),
        payment.getPayeeKind().name(),
        payment.getAmountMinor());
  }

  /** Returns a query with one window for all thresholds, which the planner shares. */
  private static String counted(
      StreamTableEnvironment sql, String counted, String groupBy, int copies) {
    sql.executeSql(
        """
        CREATE TEMPORARY VIEW counted AS
        SELECT id, %s OVER (
          PARTITION BY %s ORDER BY `at` RANGE BETWEEN %s PRECEDING AND CURRENT ROW) AS observed
        FROM wanted"""
            .formatted(counted, groupBy, SEVEN_DAYS));
    return each(
        copies,
        copy ->
            "SELECT %d, id FROM counted WHERE observed >= %d"
                .formatted(copy, PeerRule.least(copy)));
  }

  private static String sequence(int copy) {
    return """
        SELECT %d, completing FROM wanted MATCH_RECOGNIZE (
          PARTITION BY payer, payee ORDER BY `at`
          MEASURES L.id AS completing
          ONE ROW PER MATCH AFTER MATCH SKIP TO NEXT ROW
          PATTERN (S X*? L) WITHIN INTERVAL '7' DAY
          DEFINE S AS S.amount <= %d, L AS L.amount >= %d)"""
        .formatted(copy, PeerRule.small(copy), PeerRule.large(copy));
  }

  private static String each(int copies, IntFunction<String> query) {
    return IntStream.range(0, copies).mapToObj(query).collect(Collectors.joining("\nUNION ALL\n"));
  }
}
