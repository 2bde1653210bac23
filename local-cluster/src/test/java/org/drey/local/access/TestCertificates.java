package org.drey.local.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.drey.fixtures.KeytoolRun;

/** Certificates of a test's own authority, made by the JDK's keytool, in one folder. */
final class TestCertificates {
  static final String PASSWORD = "certs-only-in-this-test";
  private static final String DAY = "1";

  private final Path folder;

  /** An authority, and what trusts it: {@code ca.pem}. */
  TestCertificates(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    makeAuthority("ca");
  }

  /** Makes another authority, which signs nothing. */
  void makeAuthority(String name) throws IOException, InterruptedException {
    pair(name, "-dname", "CN=" + name, "-ext", "bc:c", "-validity", DAY);
    keytool(name, "-exportcert", "-rfc", "-alias", name, "-file", name + ".pem");
  }

  /** Makes a key with a certificate for this machine that is good today. */
  void make(String name) throws IOException, InterruptedException {
    sign(name, "SAN=dns:localhost", "-validity", DAY);
  }

  /** Makes one for another machine. */
  void makeForeign(String name) throws IOException, InterruptedException {
    sign(name, "SAN=dns:elsewhere.example", "-validity", DAY);
  }

  /** Makes one whose time is over. */
  void makeExpired(String name) throws IOException, InterruptedException {
    sign(name, "SAN=dns:localhost", "-startdate", "-10d", "-validity", DAY);
  }

  private void sign(String name, String extension, String... time)
      throws IOException, InterruptedException {
    pair(name, "-dname", "CN=" + name);
    keytool(name, "-certreq", "-alias", name, "-file", name + ".csr");
    List<String> signing =
        new ArrayList<>(
            List.of("-gencert", "-alias", "ca", "-infile", name + ".csr", "-rfc", "-ext"));
    signing.add(extension);
    signing.addAll(List.of(time));
    signing.addAll(List.of("-outfile", name + ".pem"));
    keytool("ca", signing.toArray(String[]::new));
    keytool(name, "-importcert", "-noprompt", "-alias", "ca", "-file", "ca.pem");
    keytool(name, "-importcert", "-alias", name, "-file", name + ".pem");
  }

  private void pair(String name, String... more) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("-genkeypair", "-alias", name, "-keyalg", "EC"));
    arguments.addAll(List.of(more));
    keytool(name, arguments.toArray(String[]::new));
  }

  private void keytool(String store, String... arguments) throws IOException, InterruptedException {
    KeytoolRun.in(folder, store + ".p12", PASSWORD, List.of(arguments));
  }

  /** The properties by which a client or a listener shows a certificate. */
  Properties shows(String name) {
    Properties shown = new Properties();
    shown.put("ssl.keystore.type", "PKCS12");
    shown.put("ssl.keystore.location", folder.resolve(name + ".p12").toString());
    shown.put("ssl.keystore.password", PASSWORD);
    return shown;
  }

  /** The properties by which it trusts an authority. */
  Properties trusts(String authority) {
    Properties trusted = new Properties();
    trusted.put("ssl.truststore.type", "PEM");
    trusted.put("ssl.truststore.location", folder.resolve(authority + ".pem").toString());
    return trusted;
  }
}
