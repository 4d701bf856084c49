using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.X509;

namespace TargetAlerts.Delivery;

/// <summary>The private key that signs, and what is published of it.</summary>
internal sealed record DkimKey(AsymmetricKeyParameter Private, DkimSignatureAlgorithm Algorithm)
{
    // RFC 8301 section 3.2.
    private const int FewestBits = 1024;

    /// <summary>The TXT record at SELECTOR._domainkey.DOMAIN (RFC 6376 section 3.6.1, RFC 8463 section 4).</summary>
    public string Record => Private switch
    {
        RsaPrivateCrtKeyParameters rsa => "v=DKIM1; k=rsa; p=" + Base64(SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(new RsaKeyParameters(false, rsa.Modulus, rsa.PublicExponent)).GetDerEncoded()),
        _ => "v=DKIM1; k=ed25519; p=" + Base64(((Ed25519PrivateKeyParameters)Private).GeneratePublicKey().GetEncoded()),
    };

    /// <param name="pem">PKCS #8 or PKCS #1, without a password; RSA of at least 1024 bits, or Ed25519.</param>
    /// <returns>Null for anything else.</returns>
    public static DkimKey? Parse(string pem)
    {
        try
        {
            using var text = new StringReader(pem);
            using var reader = new PemReader(text);
            return (reader.ReadObject() is var read && read is AsymmetricCipherKeyPair pair ? pair.Private : read) switch
            {
                RsaPrivateCrtKeyParameters { Modulus.BitLength: >= FewestBits } rsa => new(rsa, DkimSignatureAlgorithm.RsaSha256),
                Ed25519PrivateKeyParameters edwards => new(edwards, DkimSignatureAlgorithm.Ed25519Sha256),
                _ => null,
            };
        }
        // The reader has as many exceptions as there are ways to be no key.
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);
}
