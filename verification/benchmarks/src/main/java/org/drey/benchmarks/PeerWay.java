package org.drey.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.drey.event.Channel;
import org.drey.event.PayeeKind;
import org.drey.event.Payment;
import org.drey.event.PaymentStatus;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.FindingAudience;
import org.drey.rules.correlate.Match;
import org.drey.streaming.operator.CorrelateFunction;
import org.drey.streaming.operator.EntityKeyType;

/** The means by which rules are run. */
enum PeerWay {
  DREY("Drey"),
  SQL("Flink SQL"),
  SQL_EACH_ONCE("Flink SQL, each id once"),
  CEP("Flink CEP");

  final String title;

  PeerWay(String title) {
    this.title = title;
  }

  /** Returns whether a rule can be said so. */
  boolean says(PeerRule rule) {
    return this != CEP || rule != PeerRule.DISTINCT;
  }

  /**
   * Returns whether its findings come when the clock has passed, and that is worth a comparison.
   */
  boolean waits() {
    return this == SQL || this == CEP;
  }

  /** Returns whether each copy of a rule is a pattern here, with a state of its own. */
  boolean matchesPatterns(PeerRule rule) {
    return this == CEP || (this != DREY && rule == PeerRule.SEQUENCE);
  }

  /** Adds the rules to a job; returns their findings, each with its copy and completing payment. */
  DataStream<String> findings(
      StreamExecutionEnvironment env, DataStream<Payment> payments, PeerRule rule, int copies) {
    return switch (this) {
      case DREY -> DreyPeer.findings(payments, rule, copies);
      case SQL -> SqlPeer.findings(env, payments, rule, copies, false);
      case SQL_EACH_ONCE -> SqlPeer.findings(env, payments, rule, copies, true);
      case CEP -> CepPeer.findings(payments, rule, copies);
    };
  }

  /** Drey's own detection: its door and its correlate step, with rules in Sigma. */
  private static final class DreyPeer {
    private static final String COPY = "copy_";
    private static final List<String> PAIR = List.of("subject", "payee");
    private static final String TIMESPAN = PeerRule.WINDOW.toDays() + "d";

    private DreyPeer() {}

    static DataStream<String> findings(DataStream<Payment> payments, PeerRule rule, int copies) {
      RuleSet rules = BenchmarkRules.compile(documents(rule, copies));
      Map<Integer, Integer> copyOf = new HashMap<>();
      for (RuleHead head : rules.heads()) {
        if (head.name().startsWith(COPY)) {
          copyOf.put(head.index(), Integer.valueOf(head.name().substring(COPY.length())));
        }
      }
      return payments
          .flatMap(new PaymentDoor(rules), TypeInformation.of(Match.class))
          .keyBy(Match::entity, EntityKeyType.ENTITY)
          .process(
              new CorrelateFunction(rules, 1, FindingAudience.EVERYTHING),
              TypeInformation.of(Finding.class))
          .flatMap(
              (Finding finding, Collector<String> out) -> {
                Integer copy = copyOf.get(finding.rule());
                if (copy != null) { // else of a rule that a sequence is built on
                  out.collect(PeerRule.named(copy, finding.event().eventId()));
                }
              },
              Types.STRING);
    }

    private static List<String> documents(PeerRule rule, int copies) {
      List<String> documents = new ArrayList<>();
      if (rule != PeerRule.SEQUENCE) {
        documents.add(wanted(0, "paid"));
      }
      for (int copy = 0; copy < copies; copy++) {
        int number = 1 + 3 * copy;
        String least = "gte: " + PeerRule.least(copy);
        switch (rule) {
          case COUNT -> documents.add(counted(number, copy, "event_count", PAIR, least));
          case DISTINCT ->
              documents.add(
                  counted(
                      number, copy, "value_count", List.of("subject"), "field: payee, " + least));
          case SEQUENCE -> {
            String small = "small_" + copy;
            String large = "large_" + copy;
            documents.add(wanted(number, small, "amount_minor|lte: " + PeerRule.small(copy)));
            documents.add(wanted(number + 1, large, "amount_minor|gte: " + PeerRule.large(copy)));
            documents.add(
                BenchmarkRules.correlation(
                    number + 2,
                    COPY + copy,
                    "temporal_ordered",
                    small + ", " + large,
                    PAIR,
                    TIMESPAN,
                    ""));
          }
        }
      }
      return documents;
    }

    private static String wanted(int number, String name, String... more) {
      List<String> lines = new ArrayList<>();
      lines.add("status: COMPLETED");
      lines.add("channel: P2P");
      lines.add("payee_kind: PERSON");
      lines.addAll(List.of(more));
      return BenchmarkRules.detection(number, name, "payment", lines.toArray(String[]::new));
    }

    private static String counted(
        int number, int copy, String type, List<String> groupBy, String condition) {
      return BenchmarkRules.correlation(
          number, COPY + copy, type, "paid", groupBy, TIMESPAN, condition);
    }

    /** Lets a payment through if a rule wants it, as the door of the job does. */
    private static final class PaymentDoor extends RichFlatMapFunction<Payment, Match> {
      private static final long serialVersionUID = 1L;

      private final RuleSet rules;
      private transient InventedPayments door;

      PaymentDoor(RuleSet rules) {
        this.rules = rules;
      }

      @Override
      public void open(OpenContext context) {
        door = new InventedPayments(rules);
      }

      @Override
      public void flatMap(Payment payment, Collector<Match> out) {
        door.pass(payment).first().forEach(out::collect);
      }
    }
  }

  /** Flink SQL: OVER windows for counts, MATCH_RECOGNIZE for the sequence. */
  private static final class SqlPeer {
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
      return IntStream.range(0, copies)
          .mapToObj(query)
          .collect(Collectors.joining("\nUNION ALL\n"));
    }
  }

  /**
   * Flink CEP: a pattern for each copy. It has none for distinct values, but for all combinations
   * of them.
   */
  private static final class CepPeer {
    private static final String FIRST = "first";
    private static final String LAST = "last";

    private CepPeer() {}

    static DataStream<String> findings(DataStream<Payment> payments, PeerRule rule, int copies) {
      KeyedStream<PeerRule.Paid, String> pairs =
          payments
              .flatMap(CepPeer::wanted, TypeInformation.of(PeerRule.Paid.class))
              .filter(
                  event ->
                      rule != PeerRule.SEQUENCE
                          || event.amountMinor() <= PeerRule.small(0)
                          || event.amountMinor() >= PeerRule.large(0))
              .keyBy(event -> event.payer() + "," + event.payee());
      List<DataStream<String>> found = new ArrayList<>();
      for (int i = 0; i < copies; i++) {
        int copy = i;
        Pattern<PeerRule.Paid, ?> pattern = pattern(rule, copy).within(PeerRule.WINDOW);
        found.add(
            org.apache
                .flink
                .cep
                .CEP
                .pattern(pairs, pattern)
                .inEventTime()
                .flatSelect(
                    (match, out) -> {
                      List<PeerRule.Paid> last = match.getOrDefault(LAST, List.of());
                      out.collect(PeerRule.named(copy, last.get(last.size() - 1).id()));
                    },
                    Types.STRING));
      }
      return found.stream().reduce((one, other) -> one.union(other)).orElseThrow();
    }

    private static void wanted(Payment payment, Collector<PeerRule.Paid> out) {
      if (payment.getStatus() == PaymentStatus.COMPLETED
          && payment.getChannel() == Channel.P2P
          && payment.getPayeeKind() == PayeeKind.PERSON) {
        out.collect(
            new PeerRule.Paid(
                payment.getEventId(),
                payment.getSubject(),
                payment.getPayee(),
                payment.getEventTime().toEpochMilli(),
                payment.getAmountMinor(),
                true));
      }
    }

    /**
     * Returns the pattern of a copy; it skips nothing, so that each completing payment is found.
     */
    private static Pattern<PeerRule.Paid, ?> pattern(PeerRule rule, int copy) {
      AfterMatchSkipStrategy each = AfterMatchSkipStrategy.noSkip();
      return switch (rule) {
        case COUNT -> Pattern.<PeerRule.Paid>begin(LAST, each).times(PeerRule.least(copy));
        case SEQUENCE ->
            Pattern.<PeerRule.Paid>begin(FIRST, each)
                .where(SimpleCondition.of(event -> event.amountMinor() <= PeerRule.small(copy)))
                .followedByAny(LAST)
                .where(SimpleCondition.of(event -> event.amountMinor() >= PeerRule.large(copy)));
        case DISTINCT -> throw new IllegalArgumentException("CEP counts no distinct values");
      };
    }
  }
}
