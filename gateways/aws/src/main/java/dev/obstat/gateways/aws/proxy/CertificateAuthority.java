package dev.obstat.gateways.aws.proxy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The installation's own certificate authority: signs certificates for AWS's names and for the
/// gateway's own, and can sign for no others, so that its key is worth little elsewhere.
///
/// Agents trust its certificate; whoever has its key can read what agents say to AWS, so the key is
/// a secret of the installation.
public final class CertificateAuthority {
  private static final Duration LIFE = Duration.ofDays(730);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);
  private static final Duration LEAF_LIFE = Duration.ofHours(24);
  private static final Duration SKEW = Duration.ofHours(1);
  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";

  private final PrivateKey key;
  private final X509Certificate issuer;
  private final X509Certificate root;
  private final String host;
  private final SecureRandom random;
  private final Clock clock;

  private CertificateAuthority(
      PrivateKey key,
      X509Certificate issuer,
      X509Certificate root,
      String host,
      SecureRandom random,
      Clock clock) {
    this.key = key;
    this.issuer = issuer;
    this.root = root;
    this.host = host;
    this.random = random;
    this.clock = clock;
  }

  /// What became of reading one.
  public sealed interface Read {

    record Good(CertificateAuthority authority) implements Read {}

    /// It expires soon, or was made for another address of the gateway.
    record Outdated() implements Read {}

    record Bad() implements Read {}
  }

  /// A new one. The root's key is forgotten at once: it has signed the one issuer that it ever
  /// will, and clients hold an issuer, but not always a root, to the names it may sign for.
  ///
  /// @param host the gateway's own host, a name or an address, apart from `localhost`
  public static CertificateAuthority make(String host, SecureRandom random, Clock clock) {
    try {
      X500Principal name = new X500Principal(distinguishedName(host));
      KeyPair rootKey = freshKey(random);
      JcaX509v3CertificateBuilder ofRoot =
          new JcaX509v3CertificateBuilder(
              name, serial(random), begin(clock), end(clock, LIFE), name, rootKey.getPublic());
      X509Certificate root =
          signed(authority(ofRoot, 1, host, rootKey.getPublic()), rootKey.getPrivate());
      KeyPair pair = freshKey(random);
      JcaX509v3CertificateBuilder ofIssuer =
          new JcaX509v3CertificateBuilder(
              root,
              serial(random),
              begin(clock),
              end(clock, LIFE),
              new X500Principal("OU=Issuer," + distinguishedName(host)),
              pair.getPublic());
      ofIssuer.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root));
      X509Certificate issuer =
          signed(authority(ofIssuer, 0, host, pair.getPublic()), rootKey.getPrivate());
      return new CertificateAuthority(pair.getPrivate(), issuer, root, host, random, clock);
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private static JcaX509v3CertificateBuilder authority(
      JcaX509v3CertificateBuilder builder, int below, String host, PublicKey of)
      throws GeneralSecurityException, CertIOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(below));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    builder.addExtension(Extension.nameConstraints, true, constraints(host));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(of));
    return builder;
  }

  /// One that was kept as [#secretPem].
  public static Read read(String pem, String host, SecureRandom random, Clock clock) {
    try {
      int begin = pem.indexOf("-----BEGIN " + CERTIFICATE);
      if (begin < 0) {
        return new Read.Bad();
      }
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(
                      pem.substring(begin).getBytes(StandardCharsets.US_ASCII)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(keyIn(pem));
      if (chain.size() != 2 || !belongs(key, chain.getFirst())) {
        return new Read.Bad();
      }
      X509Certificate issuer = chain.getFirst();
      X509Certificate root = chain.getLast();
      issuer.verify(root.getPublicKey());
      Instant end = issuer.getNotAfter().toInstant();
      return root.getSubjectX500Principal().equals(new X500Principal(distinguishedName(host)))
              && clock.instant().isBefore(end.minus(RENEW_BEFORE))
          ? new Read.Good(new CertificateAuthority(key, issuer, root, host, random, clock))
          : new Read.Outdated();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return new Read.Bad();
    }
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    byte[] text = "one of the other".getBytes(StandardCharsets.US_ASCII);
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(key);
    signing.update(text);
    byte[] made = signing.sign();
    Signature checking = Signature.getInstance("SHA256withECDSA");
    checking.initVerify(certificate.getPublicKey());
    checking.update(text);
    return checking.verify(made);
  }

  /// The issuer's key and certificate, and the root, to be kept where only the installation can
  /// read them.
  public String secretPem() {
    return pem(KEY, key.getEncoded()) + pem(issuer) + pem(root);
  }

  /// The root's certificate, for whoever is to trust it.
  public String certificatePem() {
    return pem(root);
  }

  X509Certificate issuer() {
    return issuer;
  }

  /// Whether a name may stand in a certificate of the gateway's own.
  boolean isOwn(String name) {
    return name.equals("localhost") || name.endsWith(".localhost") || name.equals(host);
  }

  /// A certificate for one name of AWS or of the gateway's own.
  X509Certificate mint(String name, PublicKey of) {
    return mint(List.of(new GeneralName(GeneralName.dNSName, name)), of);
  }

  /// A certificate for the gateway's own address, for clients that name none in their hello.
  X509Certificate mintOwn(PublicKey of) {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    names.add(new GeneralName(GeneralName.iPAddress, "::1"));
    if (isAddress(host)) {
      names.add(new GeneralName(GeneralName.iPAddress, bare(host)));
    } else if (!host.equals("localhost")) {
      names.add(new GeneralName(GeneralName.dNSName, host));
    }
    return mint(names, of);
  }

  private X509Certificate mint(List<GeneralName> names, PublicKey of) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              serial(random),
              begin(clock),
              end(clock, LEAF_LIFE),
              new X500Principal("CN=Obstat gateway"),
              of);
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(of));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(issuer));
      return signed(builder, key);
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  static KeyPair freshKey(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has P-256", impossible);
    }
  }

  /// AWS's domains, and this machine.
  private static NameConstraints constraints(String host) {
    List<GeneralSubtree> permitted = new ArrayList<>();
    AwsNames.DOMAINS.forEach(domain -> permitted.add(subtree(GeneralName.dNSName, domain)));
    permitted.add(subtree(GeneralName.dNSName, "localhost"));
    permitted.add(subtree(network(new byte[] {127, 0, 0, 0}, 8)));
    permitted.add(subtree(network(bytes("::1"), 128)));
    if (isAddress(host)) {
      byte[] address = bytes(bare(host));
      permitted.add(subtree(network(address, address.length * 8)));
    } else if (!host.equals("localhost")) {
      permitted.add(subtree(GeneralName.dNSName, host));
    }
    return new NameConstraints(permitted.toArray(GeneralSubtree[]::new), new GeneralSubtree[0]);
  }

  private static GeneralSubtree subtree(int kind, String name) {
    return new GeneralSubtree(new GeneralName(kind, name));
  }

  private static GeneralSubtree subtree(ASN1Encodable network) {
    return new GeneralSubtree(new GeneralName(GeneralName.iPAddress, network));
  }

  /// Address and mask, as RFC 5280 has them.
  private static DEROctetString network(byte[] address, int bits) {
    byte[] both = new byte[address.length * 2];
    System.arraycopy(address, 0, both, 0, address.length);
    for (int bit = 0; bit < bits; bit++) {
      both[address.length + bit / 8] |= (byte) (0x80 >> (bit % 8));
    }
    return new DEROctetString(both);
  }

  private static boolean isAddress(String host) {
    return host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.contains(":");
  }

  private static String bare(String address) {
    return address.replace("[", "").replace("]", "");
  }

  /// Of an address that is written out: nothing is looked up.
  private static byte[] bytes(String address) {
    return InetAddress.ofLiteral(address).getAddress();
  }

  private static String distinguishedName(String host) {
    return "CN=Obstat gateway at " + host.replaceAll("[^A-Za-z0-9.:-]", "");
  }

  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(126, random).setBit(126);
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
  }

  private static Date begin(Clock clock) {
    return Date.from(clock.instant().minus(SKEW));
  }

  private static Date end(Clock clock, Duration life) {
    return Date.from(clock.instant().plus(life));
  }

  private static String pem(X509Certificate certificate) {
    try {
      return pem(CERTIFICATE, certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }

  private static String pem(String kind, byte[] der) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
  }

  private static PKCS8EncodedKeySpec keyIn(String pem) {
    String begin = "-----BEGIN " + KEY + "-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END " + KEY + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no key");
    }
    return new PKCS8EncodedKeySpec(
        Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to)));
  }
}
