package org.drey.cli.topics;

import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.drey.terminal.KafkaOptions;
import org.drey.terminal.SlowStep;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.drey.topics.BrokerFaults;
import picocli.CommandLine.Model.CommandSpec;

/** A short use of brokers by an administrator; what fails says which brokers these are. */
public final class AdminSession {
  /** Long enough for a busy broker, and no longer than a person waits. */
  private static final String WAIT_MILLIS = "15000";

  private AdminSession() {}

  /** A use of the brokers. */
  public interface AdminTask<T> {
    /** Runs it. */
    T run(Admin admin) throws IOException, InterruptedException;
  }

  /** Returns the client's properties; refuses a command that names no brokers. */
  public static Properties client(KafkaOptions kafka, CommandSpec spec) throws IOException {
    if (!kafka.areGiven()) {
      throw WrongUse.of(spec, "--bootstrap or --kafka: which brokers");
    }
    return kafka.client();
  }

  /**
   * Runs a task of a command.
   *
   * @param client the client's properties; they are not changed
   */
  public static <T> T run(Properties client, AdminTask<T> task)
      throws IOException, InterruptedException {
    Properties patient = new Properties();
    patient.setProperty("default.api.timeout.ms", WAIT_MILLIS);
    patient.setProperty("request.timeout.ms", WAIT_MILLIS);
    patient.putAll(client);
    BrokerFaults faults = new BrokerFaults(client);
    try (Admin admin = Admin.create(patient)) {
      reach(admin);
      return task.run(admin);
    } catch (BrokersException e) {
      throw new UserError(faults.name() + ": " + e.getMessage());
    } catch (KafkaException e) {
      throw faults.of(e);
    }
  }

  /** Where no broker answers, a command ends after this one wait. */
  private static void reach(Admin admin) throws BrokersException, InterruptedException {
    KafkaFuture<?> brokers = admin.describeCluster().nodes();
    boolean unused = SlowStep.run("asking the brokers", () -> hasAnswer(brokers));
    var unusedNodes = AdminCalls.get(brokers, "DESCRIBE", "the cluster");
  }

  private static boolean hasAnswer(KafkaFuture<?> answer) throws InterruptedException {
    try {
      return answer.get() != null;
    } catch (ExecutionException e) {
      return false; // the caller says why
    }
  }
}
