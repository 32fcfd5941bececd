using System.Collections;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.Benchmarks.InProcess;

/// <summary>A feature collection that is set up once. As in Kestrel, a lookup allocates nothing.</summary>
internal sealed class FixedFeatures : IFeatureCollection
{
    private readonly Dictionary<Type, object> features = [];

    public bool IsReadOnly => false;

    public int Revision => 0;

    public object? this[Type key]
    {
        get => features.GetValueOrDefault(key);
        set => features[key] = value!;
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
