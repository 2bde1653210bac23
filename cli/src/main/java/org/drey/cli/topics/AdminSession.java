package org.drey.cli.topics;

import java.io.IOException;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.drey.terminal.KafkaOptions;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
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

  /** Runs a task of a command. */
  public static <T> T run(KafkaOptions kafka, CommandSpec spec, AdminTask<T> task)
      throws IOException, InterruptedException {
    if (!kafka.areGiven()) {
      throw WrongUse.of(spec, "--bootstrap or --kafka: which brokers");
    }
    Properties client = kafka.client();
    client.putIfAbsent("default.api.timeout.ms", WAIT_MILLIS);
    client.putIfAbsent("request.timeout.ms", WAIT_MILLIS);
    String name = kafka.topics().name();
    try (Admin admin = Admin.create(client)) {
      return task.run(admin);
    } catch (BrokersException e) {
      throw new UserError(name + ": " + e.getMessage());
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new UserError(name + ": " + cause.getMessage());
    }
  }
}
