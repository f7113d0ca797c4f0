using System.Numerics;

namespace Frugal.Data.Garments;

/// <summary>The material of a piece of a garment.</summary>
internal enum Cloth
{
    /// <summary>The garment's own fabric with its pattern.</summary>
    Fabric,

    /// <summary>The same colour without pattern, darker, or lighter where it is dark: collars, cuffs, waistbands.</summary>
    Trim,

    /// <summary>A second colour: buttons, zips, soles, laces, prints.</summary>
    Accent,

    /// <summary>The dark inside that shows through an opening.</summary>
    Lining,
}

/// <summary>One flat part of a garment, painted over the earlier parts.</summary>
/// <param name="Points">Its outline in the garment's coordinates.</param>
/// <param name="Cloth">Its material.</param>
internal sealed record Piece(Vector2[] Points, Cloth Cloth = Cloth.Fabric);
